/** The other side of in-a-thread.ts: makes letters as they are asked for, several askers in turn. */
import { parentPort } from 'node:worker_threads'
import type { Answer, Question } from './in-a-thread.js'
import { letterPdf, lettersPdf } from './letter-pdf.js'

const answer = (message: Answer) => parentPort?.postMessage(message)

parentPort?.on('message', (question: Question) => {
  make(question).then(
    () => answer({ id: question.id, done: true }),
    (error: unknown) => answer({ id: question.id, error: String(error) }),
  )
})

async function make({ id, letters, file }: Question): Promise<void> {
  if (file) for await (const part of lettersPdf(file.title, file.madeOn, letters)) answer({ id, bytes: part as Uint8Array })
  else for (const letter of letters) answer({ id, bytes: await letterPdf(letter) })
}
