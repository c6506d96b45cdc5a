/**
 * What may be attached to a notice: PDF, JPEG or PNG, told by the content and never by the name. Example: "%PDF-1.7…" named foto.jpg is a
 * PDF; an HTML page named brev.pdf is refused.
 */
const maxDocumentBytes = 10 * 1024 * 1024

const SIGNATURES = [
  { mediaType: 'application/pdf', ending: 'pdf', starts: Buffer.from('%PDF-') },
  { mediaType: 'image/jpeg', ending: 'jpg', starts: Buffer.from([0xff, 0xd8, 0xff]) },
  { mediaType: 'image/png', ending: 'png', starts: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
] as const

/** The kind of the document, or null when it is none that is taken. */
export function documentKind(bytes: Uint8Array): { mediaType: string; ending: string } | null {
  const head = Buffer.from(bytes.subarray(0, 16))
  return SIGNATURES.find(({ starts }) => head.subarray(0, starts.length).equals(starts)) ?? null
}

/** Why the file is not taken, in words for the field; null when it is. */
export function documentFault(file: { bytes: Uint8Array }): string | null {
  if (file.bytes.length > maxDocumentBytes) return `Filen är större än ${maxDocumentBytes / 1024 / 1024} MB. Skanna den i lägre upplösning`
  return documentKind(file.bytes) === null ? 'Välj en PDF, JPEG eller PNG. Filen är något annat' : null
}
