/** Bankkonton: the nämnd's own accounts, one form to add and a button to close. */
import type { Response } from 'express'
import { z } from 'zod'
import { formatAccount, isAccountNumber } from '../../domain/bank-accounts.js'
import { OWN_ACCOUNT_KINDS, type OwnAccountKind } from '../../domain/codes.js'
import type { House } from '../../house.js'
import { choices } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { fieldOf, readForm, type FormErrors } from '../../web/read-form.js'
import { crumbsTo } from './crumbs.js'
import * as store from './own-accounts-store.js'

const wrongNumber: Record<OwnAccountKind, string> = {
  BANKGIRO: 'Bankgironumret stämmer inte. Kontrollera siffrorna, till exempel 5050-1055',
  PLUSGIRO: 'Plusgironumret stämmer inte. Kontrollera siffrorna, till exempel 90 20 03-3',
  IBAN: 'IBAN stämmer inte. Kontrollera alla tecken, ett svenskt har SE och 22 siffror',
  KONTO: 'Skriv clearingnummer och kontonummer, 7 till 15 siffror',
}

const OwnAccountForm = z
  .object({
    kind: fieldOf.oneOf(OWN_ACCOUNT_KINDS, 'Välj slag av konto'),
    number: fieldOf.text('Skriv kontots nummer', 50),
    name: fieldOf.text('Skriv vad ni kallar kontot', 120),
  })
  .superRefine((form, context) => {
    if (!isAccountNumber(form.kind, form.number)) context.addIssue({ code: 'custom', path: ['number'], message: wrongNumber[form.kind] })
  })

export function openOwnAccounts(house: House, { get, post }: Door): void {
  const list = async (res: Response, status: number, form?: FormErrors & { input: Record<string, unknown> }) => {
    const actor = actorOf(res)
    const accounts = await store.ownAccountsOf(house.db, actor)
    page(
      res,
      'administration/own-accounts',
      {
        title: 'Bankkonton',
        active: 'administration',
        crumbs: crumbsTo(actor),
        accounts: accounts.map((account) => ({ ...account, shown: formatAccount(account.kind, account.number) })),
        kinds: choices(OWN_ACCOUNT_KINDS),
        input: form?.input ?? {},
        errors: form?.errors ?? [],
      },
      status,
    )
  }
  get(paths.ownAccounts, async (_req, res) => list(res, 200))
  post(paths.ownAccounts, async (req, res) => {
    const form = readForm(OwnAccountForm, req.body)
    if (!form.ok) return list(res, 422, form)
    if (!(await store.addOwnAccount(house.db, actorOf(res), form.value))) {
      return list(res, 422, { input: form.input, errors: [{ field: 'number', message: 'Kontot finns redan' }] })
    }
    flash(req, 'Kontot är tillagt.')
    res.redirect(303, paths.ownAccounts.url())
  })
  post(paths.ownAccountClosing, async (req, res) => {
    found(await store.closeOwnAccount(house.db, actorOf(res), idOf(req, 'accountId')))
    flash(req, 'Kontot är avslutat. En bankfil till kontot frågas om från och med nu.')
    res.redirect(303, paths.ownAccounts.url())
  })
}
