// The history pages forward only. A room may hold millions of messages, so its end is found by search.

/**
 * Returns the last messages of a room: at most `size`, and at least half of that if the room has so many. `page(after,
 * limit)` reads the history; `hint` is a `seq` near the end, if one is known. A room of fewer than `size` messages, or
 * a good hint, costs one request. A room of n messages without a hint costs about 2 log2(n/size) small ones.
 */
export async function lastMessages(page, size, hint = 0) {
  const after = Math.max(0, hint - Math.floor(size / 2));
  const start = await page(after, size);
  if (start.length ? start.length < size : after === 0) return start;
  const end = start.length ? await lastFrom(page, start.at(-1).seq, size) : await lastWithin(page, 0, after, size);
  return page(Math.max(0, end - size), size);
}

/** Doubles the step until it is beyond the end. */
async function lastFrom(page, known, size) {
  for (let step = size; ; step *= 2) {
    if (!(await exists(page, known + step))) return lastWithin(page, known, known + step, size);
    known += step;
  }
}

/** Bisects [low, high], which contains the end, until at most half a page remains, then returns the upper bound. */
async function lastWithin(page, low, high, size) {
  while (high - low > size / 2) {
    const middle = Math.floor((low + high) / 2);
    if (await exists(page, middle)) low = middle;
    else high = middle;
  }
  return high;
}

async function exists(page, after) {
  return (await page(after, 1)).length > 0;
}
