/** "1,4 MB": units of 1,024, as file managers of offices show them. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["kB", "MB", "GB"];
  let value = bytes;
  let unit = -1;
  do {
    value /= 1024;
    unit++;
  } while (value >= 999.5 && unit < units.length - 1);
  return `${value.toLocaleString("vi", { maximumFractionDigits: value < 10 ? 1 : 0 })} ${units[unit]}`;
}
