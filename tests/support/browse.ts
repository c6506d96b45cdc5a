/** Walks the product as a browser without script does: cookies, forms with their token, redirects followed by hand. */
import request from 'supertest'
import { testPassword, type TestHouse } from './test-house.js'
import type { Role } from '../../server/domain/codes.js'

type Agent = ReturnType<typeof request.agent>
export interface Browser {
  agent: Agent
  get(path: string): Promise<request.Response>
  /** posts the fields with the token of the page at `from` (default: the path itself) */
  post(path: string, fields: Record<string, string | string[]>, from?: string): Promise<request.Response>
  /** posts a form with a file */
  upload(
    path: string,
    file: { field: string; name: string; bytes: Buffer | string },
    fields?: Record<string, string>,
    from?: string,
  ): Promise<request.Response>
}

/** Signed in as a user of the role. */
export async function browseAs(house: TestHouse, role: Role, options: Parameters<TestHouse['user']>[1] = {}): Promise<Browser> {
  const { email } = await house.user(role, options)
  const browser = browse(house)
  const answer = await browser.post('/logga-in', { email, password: testPassword })
  if (answer.status !== 303) throw new Error(`could not sign in: ${answer.status}`)
  return browser
}

/** Not signed in. */
export function browse(house: TestHouse): Browser {
  const agent = request.agent(house.app)
  const token = async (path: string) => {
    const answer = await agent.get(path)
    const found = /name="_csrf" value="([^"]+)"/.exec(answer.text)
    if (!found?.[1]) throw new Error(`no form on ${path} (${answer.status})`)
    return found[1]
  }
  return {
    agent,
    get: async (path) => agent.get(path),
    post: async (path, fields, from = path) => {
      const _csrf = await token(from) // first: the agent takes its cookies when the request is made
      return agent
        .post(path)
        .type('form')
        .send({ ...fields, _csrf })
    },
    upload: async (path, file, fields = {}, from = path) => {
      const _csrf = await token(from)
      const posted = agent.post(path)
      for (const [name, value] of Object.entries({ ...fields, _csrf })) posted.field(name, value)
      return posted.attach(file.field, Buffer.from(file.bytes), file.name)
    },
  }
}
