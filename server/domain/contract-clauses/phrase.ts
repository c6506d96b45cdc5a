/**
 * A wording as somebody writes it in the list, to a pattern. A space is any space, `*` more letters of the word, `…` up to four words between,
 * `(a|b)` one of them. It begins and ends at a word's edge, in Swedish letters. What it is asked of
 * is in small letters.
 *
 * Worked example: "lämna* … (urinprov*|blodprov*)" is found in "hyresgästen lämnar på begäran urinprovet" and not in "inlämnat urinprov".
 */
export function phrase(wording: string): RegExp {
  const source = wording
    .toLowerCase()
    .split(' … ')
    .map((part) =>
      part
        .replaceAll('(', '(?:')
        .replaceAll(' ', String.raw`\s+`)
        .replaceAll('*', `[${LETTERS}-]*`),
    )
    .join(String.raw`\s+(?:\S+\s+){0,4}?`)
  return new RegExp(`(?<![${LETTERS}])(?:${source})(?![${LETTERS}])`)
}

/** Spelled out: the classes of all the world's letters make three hundred patterns slow to build. */
const LETTERS = 'a-z0-9åäöéèêëüáàæøñç'
