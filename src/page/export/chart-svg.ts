import { cleanText } from '../../common/lib/clean-text.ts';
import type { ChartSvg } from './picture.ts';

/** Attributes that mean something on the page only. */
const PAGE_ONLY = ['class', 'style', 'role', 'tabindex', 'orientation'];

const isPageOnly = (name: string): boolean => PAGE_ONLY.includes(name) || /^(aria|data)-/.test(name);

/** Takes a chart out of the page: the inside of its `<svg>`, without what only the page's styles give a meaning. */
export function takeChart(svg: SVGSVGElement): ChartSvg {
  const clone = svg.cloneNode(true) as SVGSVGElement;
  for (const element of clone.querySelectorAll('*')) {
    for (const name of element.getAttributeNames()) {
      if (isPageOnly(name)) element.removeAttribute(name);
    }
  }
  const texts = document.createNodeIterator(clone, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    node.nodeValue = cleanText(node.nodeValue ?? '');
  }
  const serializer = new XMLSerializer();
  const markup = Array.from(clone.children, (child) => serializer.serializeToString(child)).join('');
  return {
    width: svg.width.baseVal.value,
    height: svg.height.baseVal.value,
    markup: markup.replaceAll(' xmlns="http://www.w3.org/2000/svg"', ''),
  };
}
