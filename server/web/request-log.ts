/**
 * One line a request: method, path without its query (it may hold a name or a number) and without secrets, status, time. Never bodies,
 * cookies or persons.
 */
import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import { pinoHttp } from 'pino-http'
import type { House } from '../house.js'

export function requestLog(house: House): RequestHandler {
  return pinoHttp({
    logger: house.log,
    genReqId: () => randomUUID(),
    serializers: {
      req: (req: { id: string; method: string; url: string }) => ({
        id: req.id,
        method: req.method,
        path: req.url.split('?')[0]?.replace(/((?:valj-losenord|kalender)\/).*/i, '$1…'),
      }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'debug'),
  }) as unknown as RequestHandler
}
