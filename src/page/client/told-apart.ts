/** The files, those of one name numbered, so that what is said of them can be told apart. Their contents stay where they are. */
export function toldApart(files: readonly File[]): readonly File[] {
  const seen = new Map<string, number>();
  return files.map((file) => {
    const count = (seen.get(file.name) ?? 0) + 1;
    seen.set(file.name, count);
    return count === 1 ? file : new File([file], `${file.name} (${count})`);
  });
}
