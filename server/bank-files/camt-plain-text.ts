/** The text of an element as the scanner reads it: decoded, entities and line ends as XML means them, without the spaces around. */

/** Null where the text is not plain. `plain`: ASCII without `&` and carriage returns. Without the spaces around it. */
export type PlainText = (bytes: Buffer, from: number, to: number, plain: boolean) => string | null

/** Null for encodings that the scanner leaves alone. */
export function plainText(encoding: string): PlainText | null {
  const decode = decoderOf(encoding)
  if (!decode) return null
  return (bytes, from, to, plain) => {
    let start = from
    let end = to
    while (start < end && isPlainSpace(bytes[start])) start++
    while (end > start && isPlainSpace(bytes[end - 1])) end--
    if (start === end) return ''
    // A copy of its own: a slice of a longer text would keep all of that in memory.
    if (plain) return bytes.toString('latin1', start, end)
    const text = decode(bytes.subarray(start, end))
    // Surrogates, and characters that XML does not allow, are saxes's to judge.
    return text === null || /[\ud800-\uffff]/.test(text) ? null : (unescaped(text)?.trim() ?? null)
  }
}

export function isPlainSpace(byte: number | undefined): boolean {
  return byte === 32 || byte === 10 || byte === 9 || byte === 13
}

function decoderOf(encoding: string): ((bytes: Buffer) => string | null) | null {
  // What is no UTF-8 becomes U+FFFD, which is not plain.
  if (encoding === 'utf-8') return (bytes) => bytes.toString('utf8')
  if (encoding.startsWith('utf-16')) return null
  const decoder = new TextDecoder(encoding, { fatal: true })
  return (bytes) => {
    try {
      // A byte is a character here, so a stream is the same as a whole; Node 20 reads 0x80–0x9F as Latin-1 in a whole.
      return decoder.decode(bytes, { stream: true })
    } catch {
      return null
    }
  }
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' }

function unescaped(text: string): string | null {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  if (!lines.includes('&')) return lines
  let known = true
  const meant = lines.replace(/&([^;&]{0,10};?)/g, (_, name: string) => {
    const character = name.endsWith(';') ? ENTITIES[name.slice(0, -1)] : undefined
    if (character === undefined) known = false
    return character ?? ''
  })
  return known ? meant : null
}
