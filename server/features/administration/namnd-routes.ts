/** Nämnd: its name, and the address and numbers at the head of its letters. */
import type { Response } from 'express'
import { z } from 'zod'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { fieldOf, readForm, type FormErrors } from '../../web/read-form.js'
import { KRONOFOGDEN } from '../../domain/case-letters.js'
import { crumbsTo } from './crumbs.js'
import * as store from './namnd-store.js'

const postcode = () =>
  fieldOf
    .optionalText(6)
    .refine((text) => text === null || /^\d{3} ?\d{2}$/.test(text), 'Skriv postnumret med fem siffror, till exempel 126 21')

const NamndForm = z
  .object({
    name: fieldOf.text('Skriv nämndens namn', 120),
    postAddress: fieldOf.optionalText(80),
    postcode: postcode(),
    city: fieldOf.optionalText(60),
    phone: fieldOf.optionalPhone(),
    email: fieldOf
      .optionalText(120)
      .refine((text) => text === null || z.email().safeParse(text).success, 'Skriv e-postadressen som namn@kommun.se'),
    kronofogdenPostAddress: fieldOf.optionalText(80),
    kronofogdenPostcode: postcode(),
    kronofogdenCity: fieldOf.optionalText(60),
  })
  .superRefine((form, context) => {
    wholeAddress(context, form, ['postAddress', 'postcode', 'city'])
    wholeAddress(context, form, ['kronofogdenPostAddress', 'kronofogdenPostcode', 'kronofogdenCity'])
  })

/** A letter with half an address does not arrive: all three lines, or none. */
function wholeAddress<Form extends object>(
  context: z.RefinementCtx,
  form: Form,
  lines: [keyof Form & string, keyof Form & string, keyof Form & string],
): void {
  if (lines.every((line) => form[line] === null)) return
  const asked = [
    'Skriv gata eller box, eller lämna hela adressen tom',
    'Skriv postnumret, eller lämna hela adressen tom',
    'Skriv orten, eller lämna hela adressen tom',
  ]
  for (const [at, line] of lines.entries())
    if (form[line] === null) context.addIssue({ code: 'custom', path: [line], message: asked[at] ?? '' })
}

export function openNamnd(house: House, { get, post }: Door): void {
  const show = async (res: Response, status: number, form?: FormErrors & { input: Record<string, unknown> }) => {
    const actor = actorOf(res)
    page(
      res,
      'administration/namnd',
      {
        title: 'Nämnd',
        active: 'administration',
        crumbs: crumbsTo(actor),
        kronofogden: `${KRONOFOGDEN.postAddress}, ${KRONOFOGDEN.postcode} ${KRONOFOGDEN.city}`,
        input: form?.input ?? (await store.namndOf(house.db, actor)),
        errors: form?.errors ?? [],
      },
      status,
    )
  }
  get(paths.namnd, async (_req, res) => show(res, 200))
  post(paths.namnd, async (req, res) => {
    const form = readForm(NamndForm, req.body)
    if (!form.ok) return show(res, 422, form)
    if (!(await store.changeNamnd(house.db, actorOf(res), form.value))) {
      return show(res, 422, { input: form.input, errors: [{ field: 'name', message: 'En annan nämnd har redan det namnet' }] })
    }
    flash(req, 'Nämndens uppgifter är ändrade.')
    res.redirect(303, paths.administration.url())
  })
}
