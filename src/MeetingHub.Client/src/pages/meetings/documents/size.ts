/** "1,4 MB": decimal units, as file managers show them. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["kB", "MB", "GB"];
  let value = bytes;
  let unit = -1;
  do {
    value /= 1000;
    unit++;
  } while (value >= 999.5 && unit < units.length - 1);
  return `${value.toLocaleString("vi", { maximumFractionDigits: value < 10 ? 1 : 0 })} ${units[unit]}`;
}
