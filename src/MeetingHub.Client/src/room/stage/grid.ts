export interface Grid {
  columns: number;
  rows: number;
  /** Whole CSS pixels. */
  width: number;
  height: number;
}

/**
 * The arrangement of equal tiles that makes them largest in a room of this size. The last row may be short and stands in
 * the middle. Pictures are 16:9; in a tall narrow room they may be cut to at least 1:1, which beats a column of strips.
 */
export function fit(count: number, width: number, height: number, gap: number): Grid {
  let best: Grid = { columns: 1, rows: 1, width: 0, height: 0 };
  if (count < 1) return best;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const cellWidth = (width - gap * (columns - 1)) / columns;
    const cellHeight = (height - gap * (rows - 1)) / rows;
    if (cellWidth <= 0 || cellHeight <= 0) continue;
    const ratio = Math.min(16 / 9, Math.max(1, cellWidth / cellHeight));
    const tileWidth = Math.floor(Math.min(cellWidth, cellHeight * ratio));
    const tileHeight = Math.floor(Math.min(cellHeight, tileWidth / ratio));
    if (tileWidth * tileHeight > best.width * best.height) best = { columns, rows, width: tileWidth, height: tileHeight };
  }
  return best;
}

/** How many tiles of at least this width a room can show; never less than one. */
export function capacity(width: number, height: number, gap: number, smallest: number, most: number): number {
  let count = most;
  while (count > 1 && fit(count, width, height, gap).width < smallest) count--;
  return count;
}
