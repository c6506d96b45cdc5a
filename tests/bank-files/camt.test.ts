import { describe, expect, test } from '@jest/globals'
import { camt, entry, errorsOf, fixture, net, read, structured, told, transaction } from './written.js'

const first = async (source: string) => (await read(source)).payments[0]

describe('a notification (camt.054.001.08)', () => {
  test('payments of a batch, a reversal, a foreign amount, a waiting entry and a batch without details', async () => {
    const file = await read(fixture('avisering-v08.camt054.xml'))
    expect(file).toMatchObject({ format: 'CAMT054', version: '08', messageId: 'AVIS-2026-01-30-1', createdAt: '2026-01-30T17:05:00.000Z' })
    expect(file.accounts).toEqual(['SE3550000000054910000003'])
    expect(file.payments.map((p) => [p.place, p.kind, p.amountOre, p.bookedOn, p.orderedOn, p.payerName, p.bankReference])).toEqual([
      ['Ntry 1, TxDtls 1', 'PAYMENT', 612_500, '2026-01-30', '2026-01-30', 'Åsa Öberg', 'BG-7001-1'],
      ['Ntry 1, TxDtls 2', 'PAYMENT', 650_000, '2026-01-30', null, 'Socialförvaltningen & försörjningsstöd', 'BG-7001-2'],
      ['Ntry 2, TxDtls 1', 'DEDUCTION', 60_000, '2026-01-31', null, 'Cia Påhittad', 'BG-7002'],
      ['Ntry 3, TxDtls 1', 'PAYMENT', 490_550, '2026-01-30', null, '', 'BG-7003'],
      ['Ntry 5', 'PAYMENT', 450_000, '2026-01-30', null, '', 'BG-7004'],
    ])
    expect(file.payments[0]?.references).toEqual([{ reference: '1001202602030', amountOre: null }])
    expect(file.payments[1]).toMatchObject({
      references: [
        { reference: '100320260225', amountOre: 600_000 },
        { reference: 'F-88', amountOre: 50_000 },
      ],
      payerAccount: '52013497',
      message: 'Nyckel\nFör Bo Exempel',
    })
    expect(file.payments[3]?.message).toBe('Hyra februari\nlgh 1203')
    expect(net(file)).toBe(2_143_050)
    expect(file.controls).toHaveLength(7)
    expect(file.controls.every(({ ok }) => ok)).toBe(true)
    expect(told(file.warnings)).toEqual([
      'Ntry 4: Posten väntar och är inte bokförd. Den läses inte in.',
      'Ntry 5: Posten samlar 3 betalningar, men filen visar inte vilka.',
    ])
  })
})

describe('a statement (camt.053.001.02, prefixed names, ISO-8859-1)', () => {
  test('credits and returned credits are read, own outgoing payments are left out and told', async () => {
    const file = await read(fixture('kontoutdrag-v02.camt053.xml'))
    expect(file).toMatchObject({ format: 'CAMT053', version: '02', createdAt: '2026-01-31T02:00:00.000Z' })
    expect(file.payments.map((p) => [p.kind, p.amountOre, p.payerName])).toEqual([
      ['PAYMENT', 612_500, 'ÅSA ÖBERG'],
      ['PAYMENT', 650_000, 'Socialförvaltningen'],
      ['DEDUCTION', 75_600, 'Bo Exempel'],
      ['PAYMENT', 490_550, ''],
    ])
    expect(file.payments[0]?.references).toEqual([{ reference: '1001202602030', amountOre: null }])
    expect(told(file.warnings)).toEqual(['Konto SE3550000000054910000003: En egen utbetalning på sammanlagt 280 000,00 SEK läses inte in.'])
  })

  test('the overlap with the notification of the same day has the same keys', async () => {
    const notified = (await read(fixture('avisering-v08.camt054.xml'))).payments
    const stated = (await read(fixture('kontoutdrag-v02.camt053.xml'))).payments
    const keys = new Set(notified.map(({ transactionKey }) => transactionKey))
    expect(stated.filter(({ transactionKey }) => keys.has(transactionKey)).map(({ bankReference }) => bankReference)).toEqual([
      'BG-7001-1',
      'BG-7001-2',
      'BG-7003',
    ])
    expect(stated[0]?.entryKey).toBe(notified[0]?.entryKey)
  })
})

describe('versions and spellings', () => {
  test.each(['02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13'])('version .%s without a warning', async (version) => {
    for (const kind of ['053', '054'] as const) {
      const file = await read(camt({ kind, version, entries: [entry()] }))
      expect(file).toMatchObject({ version, warnings: [] })
      expect(file.payments).toHaveLength(1)
    }
  })

  test('an untried version is read with a warning', async () => {
    expect(told((await read(camt({ version: '14', entries: [entry()] }))).warnings)).toEqual([
      'Filen: Filens version är 14. Versionerna 02–13 är prövade; kontrollera beloppen extra noga.',
    ])
  })

  test.each([
    ['status as text', entry({ status: 'BOOK' })],
    ['status as a code', entry({ status: '<Cd>BOOK</Cd>' })],
    ['the day as an instant', entry({ booked: '<DtTm>2026-01-29T23:30:00Z</DtTm>' })],
    ['comments and CDATA', entry({ amount: '<!-- in -->100<![CDATA[.00]]>' })],
    ['white space around values', entry({ amount: '\n  100.00\t', direction: ' CRDT ' })],
    ['no day of value', entry({ value: '' })],
  ])('%s', async (_, one) => {
    expect(await first(camt({ entries: [one] }))).toMatchObject({ kind: 'PAYMENT', amountOre: 10_000, bookedOn: '2026-01-30' })
  })

  test.each([
    ['Dbtr/Nm', '<RltdPties><Dbtr><Nm>Bo Exempel</Nm></Dbtr></RltdPties>'],
    ['Dbtr/Pty/Nm', '<RltdPties><Dbtr><Pty><Nm>Bo  Exempel</Nm></Pty></Dbtr></RltdPties>'],
    ['UltmtDbtr alone', '<RltdPties><UltmtDbtr><Nm>Bo Exempel</Nm></UltmtDbtr></RltdPties>'],
  ])('payer in %s', async (_, extra) => {
    expect(await first(camt({ entries: [entry({ details: transaction(null, '1', extra) })] }))).toMatchObject({ payerName: 'Bo Exempel' })
  })

  test('no namespace at all, and an envelope around the document', async () => {
    const bare = camt({ entries: [entry()] }).replace(/ xmlns="[^"]*"/, '')
    expect(await read(bare)).toMatchObject({ format: 'CAMT054', version: '' })
    const wrapped = camt({ entries: [entry()] }).replace('<Document', '<Envelope><AppHdr/><Document') + '</Envelope>'
    expect((await read(wrapped)).payments).toHaveLength(1)
  })

  test.each([
    ['<Id><Othr><Id>0050501055</Id><SchmeNm><Prtry>BGNR</Prtry></SchmeNm></Othr></Id>', '50501055'],
    ['<Id><IBAN>SE35 5000 0000 0549 1000 0003</IBAN></Id>', 'SE3550000000054910000003'],
  ])('receiving account %s', async (account, receivingAccount) => {
    expect(await first(camt({ account, entries: [entry()] }))).toMatchObject({ receivingAccount })
  })
})

describe('which way the money goes', () => {
  const outgoing = '<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd></Fmly></Domn></BkTxCd>'
  const received = '<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd></Fmly></Domn></BkTxCd>'
  const returned = '<TxDtls><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>'
  test.each([
    ['054', 'CRDT', {}, ['PAYMENT'], 0],
    ['053', 'CRDT', {}, ['PAYMENT'], 0],
    ['054', 'CRDT', { extra: '<RvslInd>true</RvslInd>' }, ['PAYMENT'], 1],
    ['054', 'DBIT', {}, ['DEDUCTION'], 0],
    ['054', 'DBIT', { extra: '<RvslInd>1</RvslInd>' }, ['DEDUCTION'], 0],
    ['054', 'DBIT', { extra: outgoing }, ['DEDUCTION'], 1],
    ['053', 'DBIT', {}, [], 2],
    ['053', 'DBIT', { extra: outgoing }, [], 2],
    ['053', 'DBIT', { extra: '<RvslInd>true</RvslInd>' }, ['DEDUCTION'], 0],
    ['053', 'DBIT', { extra: '<RvslInd>false</RvslInd>' }, [], 2],
    ['053', 'DBIT', { extra: received }, ['DEDUCTION'], 0],
    ['053', 'DBIT', { details: returned }, ['DEDUCTION'], 0],
  ] as const)('camt.%s %s %j → %j, %i warnings', async (kind, direction, parts, kinds, warnings) => {
    const file = await read(camt({ kind, entries: [entry({ direction, ...parts })] }))
    expect(file.payments.map((payment) => payment.kind)).toEqual(kinds)
    expect(file.warnings).toHaveLength(warnings)
  })

  test.each(['PDNG', 'INFO', 'FUTR', 'XXXX'])('status %s is not a payment, but told', async (status) => {
    const file = await read(camt({ entries: [entry({ status: `<Cd>${status}</Cd>` }), entry()] }))
    expect(file.payments.map(({ place }) => place)).toEqual(['Ntry 2'])
    expect(file.warnings[0]?.reason).toMatch(/är inte bokförd/)
  })

  test('a large outgoing payment of the account does not stop the file', async () => {
    const file = await read(camt({ kind: '053', entries: [entry({ direction: 'DBIT', amount: '250000000.00' }), entry()] }))
    expect(file.payments).toHaveLength(1)
  })
})

describe('how an entry is shared', () => {
  const amounts = (file: { payments: { kind: string; amountOre: number }[] }) =>
    file.payments.map(({ kind, amountOre }) => [kind, amountOre])

  test('several TxDtls are several payments when their sum is the entry', async () => {
    const details = transaction('60.00', 'A') + transaction('40.00', 'B')
    expect(amounts(await read(camt({ entries: [entry({ details })] })))).toEqual([
      ['PAYMENT', 6_000],
      ['PAYMENT', 4_000],
    ])
  })

  test('a TxDtls the other way is deducted when the sum then agrees', async () => {
    const details = transaction('130.00', 'A') + transaction('30.00', 'B', '<CdtDbtInd>DBIT</CdtDbtInd>')
    expect(amounts(await read(camt({ entries: [entry({ details })] })))).toEqual([
      ['PAYMENT', 13_000],
      ['DEDUCTION', 3_000],
    ])
  })

  test('another sum refuses the file', async () => {
    const details = transaction('60.00', 'A') + transaction('41.00', 'B')
    expect(told(await errorsOf(camt({ entries: [entry({ details })] })))).toEqual([
      'Ntry 1: Betalningarna blir 101,00 men posten är på 100,00.',
    ])
  })

  test('TxDtls without amounts: one payment with every reference', async () => {
    const file = await read(camt({ entries: [entry({ details: transaction(null, 'A') + transaction(null, 'B') })] }))
    expect(file.payments).toHaveLength(1)
    expect(file.payments[0]).toMatchObject({ amountOre: 10_000, references: [{ reference: 'A' }, { reference: 'B' }] })
    expect(told(file.warnings)).toEqual(['Ntry 1: Postens 2 betalningar saknar delbelopp i SEK. Posten läses in som ett enda belopp.'])
  })

  test('TxDtls in another currency: one payment in the currency of the entry, never converted', async () => {
    const details = (transaction('4.00', 'A') + transaction('5.00', 'B')).replaceAll('"SEK"', '"EUR"')
    expect((await read(camt({ entries: [entry({ details })] }))).payments).toMatchObject([{ amountOre: 10_000, currency: 'SEK' }])
  })

  test('one TxDtls of another amount: what was booked counts, with a warning', async () => {
    const file = await read(camt({ entries: [entry({ details: transaction('101.00', 'A') })] }))
    expect(amounts(file)).toEqual([['PAYMENT', 10_000]])
    expect(told(file.warnings)).toEqual(['Ntry 1: Betalaren har skickat 101,00 men 100,00 är bokfört. Det bokförda beloppet läses in.'])
  })

  test('an entry in euro keeps its currency', async () => {
    expect(await first(camt({ entries: [entry({ currency: 'EUR' })] }))).toMatchObject({ amountOre: 10_000, currency: 'EUR' })
  })

  test.each([
    ['parts that make the whole', structured('1', '60.00') + structured('2', '40.00'), [6_000, 4_000], 0],
    ['some parts', structured('1', '60.00') + structured('2'), [6_000, null], 0],
    ['parts that do not make the whole', structured('1', '60.00') + structured('2', '50.00'), [null, null], 1],
    ['parts in another currency', structured('1', '60.00', 'EUR') + structured('2', '40.00'), [null, 4_000], 0],
  ])('several references in one payment: %s', async (_, remittance, parts, warnings) => {
    const file = await read(camt({ entries: [entry({ details: `<TxDtls><RmtInf>${remittance}</RmtInf></TxDtls>` })] }))
    expect(file.payments[0]?.references).toEqual(parts.map((amountOre, index) => ({ reference: String(index + 1), amountOre })))
    expect(file.warnings).toHaveLength(warnings)
  })
})

describe('the same transaction has the same key', () => {
  const key = async (message: string) => (await first(message))?.transactionKey
  const unnamed = entry({ reference: '', details: transaction(null, 'A') })
  test('in a later message, when the bank has a reference of its own', async () => {
    const later = camt({ entries: [entry()] })
      .replace('N1', 'N2')
      .replace('M1', 'M2')
    expect(await key(later)).toBe(await key(camt({ entries: [entry()] })))
  })
  test('only in a copy of the same message, when it has none: two like payments of one day are two', async () => {
    const one = camt({ entries: [unnamed] })
    expect(await key(one.replace('M1', 'M2'))).toBe(await key(one))
    expect(await key(one.replace('N1', 'N2'))).not.toBe(await key(one))
  })
  test.each([
    ['amount', entry({ amount: '100.01' })],
    ['direction', entry({ direction: 'DBIT' })],
    ['currency', entry({ currency: 'NOK' })],
    ['day', entry({ booked: '<Dt>2026-01-31</Dt>' })],
    ['reference', entry({ reference: 'R2' })],
  ])('not with another %s', async (_, other) => {
    expect(await key(camt({ entries: [other] }))).not.toBe(await key(camt({ entries: [entry()] })))
  })
  test('like entries in one file are told apart', async () => {
    const { payments } = await read(camt({ entries: [unnamed, unnamed, entry(), entry()] }))
    expect(new Set(payments.map(({ transactionKey }) => transactionKey)).size).toBe(4)
  })
})

describe('the bank’s own sums', () => {
  const summary = (sum: string) => `<TxsSummry><TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>${sum}</Sum></TtlCdtNtries></TxsSummry>`
  test('agree with all entries, or with the booked ones only', async () => {
    const entries = [entry(), entry({ amount: '7', status: '<Cd>PDNG</Cd>' })]
    const file = await read(camt({ entries, summary: summary('100.00') }))
    expect(file.controls.map(({ ok }) => ok)).toEqual([true, true])
  })
  test('refuse the file when they do not', async () => {
    expect(told(await errorsOf(camt({ entries: [entry()], summary: summary('100.01') })))).toEqual([
      'Konto SE3550000000054910000003: Summa insättningar är 100,01 enligt banken men 100,00 i filen.',
    ])
  })
  test('only warn on one page of several', async () => {
    const header = '<NtfctnPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></NtfctnPgntn>'
    const file = await read(camt({ entries: [entry()], header, summary: summary('900.00') }))
    expect(file.controls.map(({ ok }) => ok)).toEqual([true, false])
    expect(told(file.warnings)).toEqual([
      'Konto SE3550000000054910000003: Filen är sida 1 av utdraget. Läs in de andra sidorna också.',
      'Konto SE3550000000054910000003: Summa insättningar är 900,00 enligt banken men 100,00 i filen. Utdraget är en av flera sidor, så summan kan gälla alla sidor.',
    ])
  })
})

describe('a camt file that is refused, with the place', () => {
  test.each<[string, string, string]>([
    ['no amount', entry().replace(/<Amt.*<\/Amt>/, ''), 'Ntry 1: Beloppet (Amt) saknas eller är inte ett belopp med högst två decimaler.'],
    ['a negative amount', entry({ amount: '-5' }), 'Ntry 1: Beloppet (Amt) saknas eller är inte ett belopp med högst två decimaler.'],
    ['three decimals', entry({ amount: '1.001' }), 'Ntry 1: Beloppet (Amt) saknas eller är inte ett belopp med högst två decimaler.'],
    ['no currency', entry().replace(' Ccy="SEK"', ''), 'Ntry 1: Valutan (Ccy) saknas.'],
    ['no direction', entry({ direction: '' }), 'Ntry 1: Det framgår inte om beloppet är in eller ut (CdtDbtInd).'],
    ['no status', entry({ status: '' }), 'Ntry 1: Det framgår inte om posten är bokförd (Sts).'],
    ['no such day', entry({ booked: '<Dt>2026-02-30</Dt>' }), 'Ntry 1: Bokföringsdagen (BookgDt) är inte ett datum: 2026-02-30.'],
    ['too large for one payment', entry({ amount: '21474836.48' }), 'Ntry 1: Beloppet 21 474 836,48 är större än 21 474 836,47.'],
  ])('%s', async (_, one, reason) => {
    expect(told(await errorsOf(camt({ entries: [one, entry()] })))).toEqual([reason])
  })

  test('the largest amount of one payment is read', async () => {
    expect(await first(camt({ entries: [entry({ amount: '21474836.47' })] }))).toMatchObject({ amountOre: 2_147_483_647 })
  })

  test.each([
    ['a document type', camt({ beforeDocument: '<!DOCTYPE a>', entries: [entry()] }), /^rad 1, kolumn \d+: Filen har en dokumenttyp/],
    [
      'an entity bomb',
      camt({ beforeDocument: '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>', entries: [entry({ amount: '&c;' })] }),
      /Filen har en dokumenttyp/,
    ],
    ['an unknown entity', camt({ entries: [entry({ amount: '&hej;' })] }), /^rad 4, kolumn \d+: Filen använder en egen förkortning/],
    ['a cut file', camt({ entries: [entry()] }).slice(0, -40), /^rad \d+, kolumn \d+: Filen är inte hel/],
    ['a wrong end tag', camt({ entries: [entry().replace('</Sts>', '</Stz>')] }), /^rad 4, kolumn \d+: Elementen är inte rätt avslutade/],
    [
      'two messages',
      camt({ entries: [entry()] }) + camt({ entries: [entry()] }).replace(/<\?.*?\?>/, ''),
      /flera meddelanden efter varandra/,
    ],
    [
      'two documents in an envelope',
      `<E>${camt({})
        .replace(/<\?.*?\?>/, '')
        .repeat(2)}</E>`,
      /Filen har flera meddelanden/,
    ],
    ['an account report (camt.052)', camt({}).replaceAll('BkToCstmrDbtCdtNtfctn', 'BkToCstmrAcctRpt'), /ett annat slags meddelande/],
    ['some other XML', '<html><body>Hej</body></html>', /^Filen: Filen är inte en camt.054 eller camt.053/],
    [
      'an entry outside the statement',
      camt({ entries: [entry()] }).replace('<Ntfctn>', `${entry()}<Ntfctn>`),
      /^Filen: En post \(Ntry\) ligger utanför utdraget/,
    ],
    ['deep nesting', camt({ entries: ['<a>'.repeat(100) + '</a>'.repeat(100)] }), /fler än 64 nivåer/],
    [
      'a text without end',
      camt({ entries: [entry({ details: `<TxDtls><RmtInf><Ustrd>${'x'.repeat(20_000)}</Ustrd></RmtInf></TxDtls>` })] }),
      /En text är längre/,
    ],
    ['spaces without end', camt({ entries: [' '.repeat(1_200_000)] }), /orimligt långt/],
    ['elements without end that nobody reads', camt({ entries: ['<a></a>'.repeat(700_000)] }), /orimligt långt/],
    ['a comment without end', camt({ entries: [`<!--${'x'.repeat(1_200_000)}-->`] }), /orimligt långt/],
    ['a control character', camt({ entries: [entry({ reference: '\u0001' })] }), /Filen är skadad här/],
  ])('%s', async (_, source, reason) => {
    const errors = told(await errorsOf(source))
    expect(errors[0]).toMatch(reason)
  })

  test('nothing comes out when the last of a thousand entries is wrong', async () => {
    const entries = [...Array.from({ length: 999 }, (_, index) => entry({ reference: `R${index}` })), entry({ amount: 'x' })]
    expect(told(await errorsOf(camt({ entries })))[0]).toMatch(/^Ntry 1000: /)
  })

  test('at most twenty errors are listed', async () => {
    expect(await errorsOf(camt({ entries: Array.from({ length: 50 }, () => entry({ amount: 'x' })) }))).toHaveLength(20)
  })
})
