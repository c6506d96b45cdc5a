/**
 * What a form or an address brings, as the forms know it: texts and lists of texts. Anything else (`a[b]=…` in an upload is read as an
 * object) is of no form of ours and is left out, and so is the sign NUL, which nobody types and PostgreSQL keeps in no text.
 */
import type { RequestHandler } from 'express'
import { parse, type ParsedUrlQuery } from 'node:querystring'

/** Leaves in the body what a form of ours can have sent. */
export const plainFields: RequestHandler = (req, _res, next) => {
  const body = req.body as Record<string, unknown> | undefined
  if (body) {
    for (const [name, value] of Object.entries(body)) {
      const texts = [value]
        .flat()
        .filter((one) => typeof one === 'string')
        .map(withoutNul)
      if (Array.isArray(value)) body[name] = texts
      else if (texts[0] !== undefined) body[name] = texts[0]
      else delete body[name]
    }
  }
  next()
}

/** The question of an address, as Express asks for it. */
export const readQuestion = (question: string | null): ParsedUrlQuery => parse((question ?? '').replaceAll('%00', ''))

export const withoutNul = (text: string): string => text.replaceAll('\0', '')
