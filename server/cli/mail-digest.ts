import type { MailOutcome } from '../domain/codes.js'
import { runMailDigests, digestsToCome } from '../jobs/mail-digests.js'
import { label } from '../labels.sv.js'
import { Refused, type Command } from './run.js'

/** Without --dry-run it sends at once, also on a Sunday; still once to each user and day. Users by number: nobody is named. */
export const mailDigest: Command = {
  usage: 'mail digest [--today ÅÅÅÅ-MM-DD] [--dry-run]',
  options: { 'dry-run': { type: 'boolean' } },
  words: 0,
  async run({ house, actor, options }) {
    const { namndId, today } = await actor()
    if (options['dry-run'] === true) {
      const users = (await digestsToCome(house, namndId)).map(({ user, counts }) => ({ user: user.userId, role: user.role, ...counts }))
      return {
        answer: { on: today, users },
        lines: [
          ...users.map(
            ({ user, role, groups, legal }) =>
              `användare ${user}\t${label(role)}\tbrådskar ${groups.BRADSKAR}\tden här veckan ${groups.VECKAN}\tbevaka ${groups.BEVAKA}\tlagfrister ${legal}`,
          ),
          `${users.length} användare vill ha daglig e-post. Inget är skickat.`,
        ],
      }
    }
    if (!house.mail)
      throw new Refused('E-post är inte inkopplad: sätt SMTP_URL, MAIL_FROM och PUBLIC_URL, eller visa antalen med --dry-run')
    const { recipients, outcomes } = await runMailDigests(house, { namndId, now: true })
    const counted = Object.entries(outcomes) as [MailOutcome, number][]
    return {
      answer: { on: today, recipients, outcomes },
      lines: [...counted.map(([outcome, count]) => `${label(outcome)}: ${count}`), `${recipients} stod på tur ${today}.`],
    }
  },
}
