/** One page of a list, as every list endpoint answers. */
export interface Page<T> {
  items: readonly T[];
  /** Of all pages. */
  total: number;
  /** Of this page, from 1. */
  number: number;
  size: number;
}
