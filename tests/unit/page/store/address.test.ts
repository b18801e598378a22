import { describe, expect, it } from 'vitest';
import { formatLink } from '../../../../src/common/experiment/link.ts';
import { PRESETS } from '../../../../src/common/experiment/presets.ts';
import {
  isLink,
  linkAddress,
  readAddress,
  withoutQuerySettings,
} from '../../../../src/page/store/address.ts';

const at = (rest: string) => new URL(`https://example.org/bn/${rest}`);
const read = (rest: string) => readAddress(at(rest));

describe('the settings in an address', () => {
  it('are in its fragment', () => {
    const config = { ...PRESETS.cnn, arms: [{ bn: true, rate: 0.1, name: 'A + B/2 × ß' }] };
    const address = linkAddress(at('?preset=no-drama'), formatLink(config));
    expect(address).toMatch(/^https:\/\/example\.org\/bn\/#preset=cnn&/);
    expect(new URL(address).search).toBe('');
    expect(readAddress(new URL(address))).toMatchObject({ config, problems: [] });
  });

  it('are looked for among the first thousand parameters', () => {
    const others = 'p1=2&'.repeat(999);
    expect(read(`#${others}seed=4`).config.seed).toBe(4);
    expect(read(`#p=1&${others}seed=4`).config.seed).toBe(PRESETS['deep-mlp'].seed);
    expect(withoutQuerySettings(at(`?p=1&${others}seed=4`))).toBeNull();
  });

  it('are read from the query of older links too, and from the fragment where both name one', () => {
    expect(read('?preset=cnn&seed=4')).toMatchObject({ config: { ...PRESETS.cnn, seed: 4 }, problems: [] });
    expect(read('?preset=cnn&seed=4&autostart=1#seed=5')).toMatchObject({
      config: { ...PRESETS.cnn, seed: 5 },
      autostart: true,
      problems: [],
    });
  });

  it.each([
    'utm_source=mail&utm_campaign=spring',
    'fbclid=IwAR0',
    'gclid=1&dclid=2&gbraid=3&wbraid=4&msclkid=5&ttclid=6&yclid=7',
    'mc_cid=1&mc_eid=2',
    'igshid=1&igsh=2&si=3',
    '_ga=1.2&_gl=3&_hsenc=4&_hsmi=5&mkt_tok=6',
    'ref=hn&ref_src=twsrc&source=post&share=1&feature=1',
    'token=abc&v=2&lang=de&constructor=1&__proto__=1',
    'colour=red&=&%E0%A4%A=1&<b>=1',
  ])('are alone what is read: %s is passed over', (others) => {
    for (const rest of [`?${others}&depth=4`, `#depth=4&${others}`, `?${others}#depth=4`]) {
      expect(read(rest)).toMatchObject({ config: { ...PRESETS['deep-mlp'], depth: 4 }, problems: [] });
    }
  });

  it.each([
    ['depht=4', 'depth'],
    ['Depth=4', 'depth'],
    ['arm=bn:0.1', 'arms'],
    ['activaton=relu', 'activation'],
    ['batchSize=10', 'batch'],
    ['batch-size=10', 'batch'],
    ['eval_every=10', 'evalEvery'],
    ['optimiser=adam', 'optimizer'],
    ['lr=0.1', 'arms'],
    ['epochs=3', 'steps'],
    ['auto-start=1', 'autostart'],
    ['ladderstep=3', 'ladderSteps'],
  ])('are named where they are misspelled: %s', (others, meant) => {
    const [name] = others.split('=');
    expect(read(`#${others}`).problems).toEqual([
      `${name}: there is no such setting; did you mean ${meant}?`,
    ]);
    expect(read(`?${others}`).problems).toHaveLength(1);
  });

  it('move from the query to the fragment, and what is not ours stays', () => {
    const moved = (rest: string) => withoutQuerySettings(at(rest));
    expect(moved('?token=a%20b&preset=cnn&arms=bn:0.1:name-A+%2B&autostart=1')).toBe(
      '?token=a%20b#preset=cnn&arms=bn:0.1:name-A+%2B&autostart=1',
    );
    expect(moved('?seed=1&depht=3#seed=2&fbclid=1')).toBe('#seed=1&depht=3&seed=2');
    for (const rest of ['', '#seed=2', '?fbclid=1', '?token=1#seed=2']) expect(moved(rest)).toBeNull();
    const rest = '?preset=cnn&seed=4&utm_source=x#seed=5&changes=5.A.bn:off';
    expect(read(moved(rest) ?? '')).toEqual(read(rest));
  });

  it('are told from the name of a place on the page', () => {
    for (const hash of ['', '#', '#seed=2', '#depht=2']) expect(isLink(hash)).toBe(true);
    for (const hash of ['#charts', '#/route', '#:~:text=batch', '#utm_source=x'])
      expect(isLink(hash)).toBe(false);
  });
});
