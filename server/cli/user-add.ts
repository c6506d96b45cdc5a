import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { ROLES, type Role } from '../domain/codes.js'
import { label } from '../labels.sv.js'
import { shortestPassword } from '../features/session/form.js'
import * as session from '../features/session/store.js'
import { recordChange } from '../audit.js'
import { settingsFor } from '../settings.js'
import { paths } from '../paths.js'
import { Refused, type Command } from './run.js'

/** `--role bosamordnare` and `--role BOSAMORDNARE`, with or without å, ä and ö. */
export function roleOf(text: unknown): Role {
  const plain = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()
  const role = ROLES.find((one) => plain(one) === plain(String(text)) || plain(label(one)) === plain(String(text)))
  if (!role) throw new Refused(`--role ska vara en av ${ROLES.map((one) => one.toLowerCase()).join(', ')}`)
  return role
}

export const userAdd: Command = {
  usage: 'user add --email E --name N --role R [--enhet ENHET] [--password-stdin]',
  options: {
    email: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    enhet: { type: 'string' },
    'password-stdin': { type: 'boolean' },
  },
  words: 0,
  async run({ house, actor, options }) {
    const role = roleOf(options.role)
    const email = z.email().safeParse(session.normalizeEmail(String(options.email ?? '')))
    if (!email.success) throw new Refused('--email ska vara en e-postadress, till exempel namn@kommun.se')
    const name = String(options.name ?? '').trim()
    if (name === '') throw new Refused('--name saknas')
    const password = options['password-stdin'] ? readFileSync(0, 'utf8').replace(/\r?\n$/, '') : null
    if (password !== null && password.length < shortestPassword) throw new Refused(`Lösenordet ska ha minst ${shortestPassword} tecken`)
    await session.ensureNamnd(house.db)
    const who = await actor()
    const passwordHash = password === null ? null : await session.hashPassword(password)
    const made = await house.db.transaction(async (tx) => {
      if (await tx.prisma.user.findUnique({ where: { email: email.data } })) throw new Refused(`${email.data} används redan`)
      const units = await tx.prisma.unit.findMany({ where: { namndId: who.namndId } })
      const unit = units.find((one) => one.name === options.enhet)
      if (options.enhet !== undefined && !unit) throw new Refused(`--enhet ska vara en av ${units.map((one) => one.name).join(', ')}`)
      const user = await tx.prisma.user.create({
        data: { namndId: who.namndId, unitId: unit?.id ?? null, email: email.data, name, role, passwordHash, createdAt: who.now },
      })
      await recordChange(tx, who, { action: 'CREATE', subject: 'USER', subjectId: user.id, after: { email: user.email, name, role } })
      const settings = await settingsFor(tx, who)
      const token = password === null ? await session.makeSignInLink(tx, user.id, settings.invitationHours) : null
      return { id: user.id, path: token === null ? null : paths.choosePassword.url({ token }) }
    })
    return {
      answer: { id: made.id, email: email.data, name, role, link: made.path },
      lines: [`${name} (${label(role)}) är tillagd.`, ...(made.path ? [`Väljer lösenord en gång på ${made.path}`] : [])],
    }
  },
}
