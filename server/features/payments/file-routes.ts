/** A booked bank file: what it was, what stands of it, and undoing it as a whole. */
import type { Request, Response } from 'express'
import { z } from 'zod'
import { may } from '../../domain/access.js'
import type { UndoHindrance } from '../../domain/import-undoing.js'
import { amount, kronor } from '../../domain/money.js'
import { monthName, stamp } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, idOf, type Door } from '../../web/door.js'
import { found } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { fieldOf, readForm, type FormErrors } from '../../web/read-form.js'
import { plural } from '../../web/swedish-words.js'
import { importOf, laterFilesAlike, undoHindrances, undoImport, type BookedImport, type LaterFile } from './undo-store.js'

const UndoForm = z.object({ reason: fieldOf.text('Skriv varför filen ångras', 500), checked: fieldOf.ticked() })

export function fileRoutes({ db }: House, { get, post }: Door): void {
  get(paths.paymentImportFile, async (req, res) => {
    const actor = actorOf(res)
    const file = found(await importOf(db, actor, idOf(req, 'importId')))
    const again = file.undoneAt === null || !may(actor.role, 'changeRents') ? [] : await laterFilesAlike(db, actor, file.id)
    page(res, 'payments/file', {
      title: `Bankfil ${file.fileName}`,
      active: 'rents',
      file,
      again: again.map(({ uploadId, fileName }) => ({
        text: fileName,
        href: uploadId === null ? paths.paymentImport.url() : paths.paymentPreview.url({ uploadId }),
      })),
      format: label(file.format),
      inFile: inFile(file),
      undoHref: may(actor.role, 'changeRents') && file.undoneAt === null ? paths.paymentUndoing.url({ importId: file.id }) : null,
    })
  })

  get(paths.paymentUndoing, (req, res) => undoPage(req, res))
  post(paths.paymentUndoing, async (req, res) => {
    const actor = actorOf(res)
    const importId = idOf(req, 'importId')
    const form = readForm(UndoForm, req.body)
    if (!form.ok) return undoPage(req, res, form)
    if (!form.value.checked)
      return undoPage(req, res, { errors: [{ field: 'checked', message: 'Kontrollera att det är rätt fil' }], input: form.input })
    const done = found(await undoImport(db, actor, importId, form.value.reason))
    if (done.refused) {
      const [first] = done.hindrances
      if (first?.why !== 'ALREADY_UNDONE') return undoPage(req, res, { errors: [], input: form.input })
      flash(req, 'Filen är redan ångrad. Inget ändrades en gång till.', 'warning')
    } else
      flash(
        req,
        `Filen är ångrad. ${plural(done.reversed, 'händelse är motbokad', 'händelser är motbokade')}, ${kronor(done.reversedOre)}.`,
      )
    res.redirect(303, paths.paymentImportFile.url({ importId }))
  })

  async function undoPage(req: Request, res: Response, form: FormErrors & { input?: Record<string, unknown> } = { errors: [] }) {
    const actor = actorOf(res)
    const file = found(await importOf(db, actor, idOf(req, 'importId')))
    const hindrances = await undoHindrances(db, actor, file.id)
    page(
      res,
      'payments/undo',
      {
        title: 'Ångra bankfilen',
        active: 'rents',
        errors: form.errors,
        input: form.input ?? {},
        file,
        hindrances: hindrances.map(hindranceWords),
        facts: [
          { label: 'Fil', value: file.fileName },
          { label: 'Bokförd', value: `${stamp(file.bookedAt)} av ${file.bookedBy ?? 'systemet'}` },
          { label: 'I filen', value: `${inFile(file)}, ${kronor(file.netOre)}` },
        ],
        consequences: consequencesOf(file, hindrances.length > 0 ? [] : await laterFilesAlike(db, actor, file.id)),
        submit: `Ångra ${plural(file.received, 'post', 'poster')}, ${kronor(file.netOre)}`,
      },
      form.errors.length > 0 || (req.method === 'POST' && hindrances.length > 0) ? 422 : 200,
    )
  }
}

const inFile = (file: BookedImport) =>
  plural(file.payments, 'inbetalning', 'inbetalningar') + (file.deductions > 0 ? ` och ${plural(file.deductions, 'avdrag', 'avdrag')}` : '')

function consequencesOf(file: BookedImport, later: readonly LaterFile[]): string[] {
  return [
    file.entries > 0
      ? `${plural(file.entries, 'bokförd betalning', 'bokförda betalningar')} hos ${plural(file.people, 'person', 'personer')} motbokas, ${kronor(file.entriesOre)}. Det gäller från samma dag som betalningen.`
      : 'Ingen betalning i filen står på någon person.',
    ...(file.placedByHand > 0
      ? [`${plural(file.placedByHand, 'av dem har', 'av dem har')} någon bokfört för hand. De motbokas också.`]
      : []),
    ...(file.bills > 0
      ? [`${plural(file.bills, 'avi', 'avier')} som filen betalade kan bli obetalda igen. Annat förskott betalar dem först.`]
      : []),
    ...(file.waiting > 0 ? [`${plural(file.waiting, 'post', 'poster')} utan träff tas bort ur listan, ${kronor(file.waitingOre)}.`] : []),
    ...file.otherCurrencies.map(
      ({ currency, count, netOre }) =>
        `${plural(count, 'post', 'poster')} i ${currency} tas bort ur listan, ${amount(netOre)} ${currency}.`,
    ),
    ...(file.replaced > 0
      ? [`${plural(file.replaced, 'summa', 'summor')} från tidigare filer, som den här filens detaljer ersatte, väntar utan träff igen.`]
      : []),
    ...(later.length > 0
      ? [
          `Läs sedan in ${later.map((one) => one.fileName).join(', ')} igen. Poster där som redan var bokförda härifrån kommer då in därifrån.`,
        ]
      : []),
    'Inget försvinner: filen, betalningarna och motbokningarna står kvar. Samma fil kan läsas in igen.',
  ]
}

export function hindranceWords(hindrance: UndoHindrance): { text: string; href: string | null } {
  switch (hindrance.why) {
    case 'ALREADY_UNDONE':
      return { text: 'Filen är redan ångrad.', href: null }
    case 'MONTH_CLOSED':
      return {
        text: `${monthName(hindrance.month)} är stängd. I en stängd månad går inget att ångra. Motboka enskilda betalningar i stället.`,
        href: null,
      }
    default:
      return { text: hinderTexts[hindrance.why], href: paths.payment.url({ receivedId: hindrance.receivedId }) }
  }
}

const hinderTexts: Record<'SENT_BACK' | 'MONEY_GONE_ON' | 'TIED_TO_ANOTHER' | 'EXCHANGED', string> = {
  SENT_BACK: 'Pengar från en betalning är skickade tillbaka till avsändaren.',
  MONEY_GONE_ON: 'Pengar från en betalning är återbetalda eller flyttade till ett annat boende. Motboka det först.',
  TIED_TO_ANOTHER: 'En betalning är tagen tillbaka av ett avdrag i en annan fil.',
  EXCHANGED: 'En betalning är växlad till kronor.',
}
