/** Bank files as large as wanted: a BgMax file over given references, and a camt.054 of any number of entries. Fictitious accounts. */
/** One payment of the whole amount for each reference, booked on the day. */
export function bgmaxFile(references: readonly string[], amountOre: number, on: string): Buffer {
  const day = on.replaceAll('-', '')
  const rows = [
    `01BGMAX               01${day}120000000000P`,
    '050050501055          SEK',
    ...references.map(
      (ocr, i) => `200000000000${ocr.padStart(25)}${String(amountOre).padStart(18, '0')}21${String(i + 1).padStart(12, '0')}0`,
    ),
    `15${'5050105500000000000'.padStart(35, '0')}${day}00001${String(amountOre * references.length).padStart(18, '0')}SEK${String(references.length).padStart(8, '0')} `,
    `70${String(references.length).padStart(8, '0')}${'0'.repeat(8)}${'0'.repeat(8)}${'00000001'}`,
  ]
  return Buffer.from(rows.map((row) => row.padEnd(80)).join('\r\n') + '\r\n', 'latin1')
}

/** A camt.054 with that many entries of one payment each. */
export function camtFile(entries: number): Buffer {
  const all = Array.from({ length: entries }, (_, i) => camtEntry(i + 1)).join('\n')
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-01-30T18:00:00+01:00</CreDtTm></GrpHdr>
<Ntfctn><Id>N1</Id><Acct><Id><IBAN>SE3550000000054910000003</IBAN></Id></Acct>
${all}
</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`)
}

const camtEntry = (i: number) => `<Ntry><Amt Ccy="SEK">6123.45</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-01-30</Dt></BookgDt><ValDt><Dt>2026-01-30</Dt></ValDt><AcctSvcrRef>R${i}</AcctSvcrRef><NtryDtls><TxDtls>
<Refs><EndToEndId>E${i}</EndToEndId></Refs><Amt Ccy="SEK">6123.45</Amt><RltdPties><Dbtr><Pty><Nm>Betalare Prov</Nm></Pty></Dbtr></RltdPties>
<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>${i}00</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls></Ntry>`
