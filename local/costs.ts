import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { randomUUID } from 'node:crypto'
import { PNG } from 'pngjs'
import type { InputOf } from '../miniprogram/client/call'
import { makeCardCode } from '../miniprogram/rules/card-code'
import { callAs, good, phoneCode } from './call-as'
import { someId } from './city/identity'
import { personas } from './city/personas'
import type { Cloud, CostRow } from './cloud/index'
import { startAll } from './start-all'

/**
 * What the budgeted actions cost, as numbers that do not depend on the machine. Runs each a few times on a small city
 * through the real entries: `npm run costs`, `npm run costs -- --json`; `--cases 100000` in a city of so many
 * applications, `--data DIR` in one that stands there already (it is written to).
 */

/** Database requests a call may make (docs: shared design); documents examined may exceed those returned by one a request. */
export const BUDGETS: Record<string, number> = {
  'membership.myCard': 1,
  'benefits.verify': 2,
  'benefits.redeem': 6,
  'benefits.nearby': 1,
  'membership.submit': 6,
  'membership.decide': 6,
  'cases.submit': 6,
  'cases.mine': 1,
  'cases.queue': 1,
  'cases.decide': 6,
  'interviews.poll': 1,
  'interviews.ask': 3,
  'interviews.vote': 2,
}

export type CostSum = Omit<CostRow, 'function'>

/** Runs every budgeted action and sums what the cloud counted. The city must be filled. */
export async function measureCosts(cloud: Cloud, url: string): Promise<CostSum[]> {
  const as = (persona: string) => callAs(cloud, personas.find((one) => one.id === persona)!.openid)
  const member = as('member')
  const clerk = as('clerk')
  const officer = as('officer')

  const clerkMe = await good(clerk('membership.me', {}))
  const merchantId = clerkMe.counters[0]!.merchantId
  const { offers } = await good(clerk('benefits.counter', { merchantId }))
  const desk = (await good(officer('membership.me', {}))).posts[0]!.desk
  const [union] = (await good(member('membership.findUnion', { text: '海滨物业' }))).unions
  // Whatever a fresh instance reads once (the city's settings, its federations) is not a cost of any one call.
  await joinAs(cloud, url, 'costs-worker', 99, union!.id)
  await applyForAid(cloud, url, 'costs-first', 1)
  cloud.resetCosts()

  for (let i = 0; i < 3; i += 1) {
    const { card, now } = await good(member('membership.myCard', {}))
    const code = makeCardCode(card!, now + (i - 1) * 30_000)
    const seen = await good(clerk('benefits.verify', { merchantId, code }))
    if (!seen.valid) throw new Error(`the member's card was refused: ${seen.reason}`)
    const offer = offers.find((one) => one.terms.kind === 'percent')!
    const order = { merchantId, ticket: seen.ticket, offerId: offer.id, billFen: 18_600, clientKey: `costs-key-${i}` }
    await good(clerk('benefits.redeem', order))
  }
  let after: string | undefined
  for (let i = 0; i < 3; i += 1) {
    const place = { latitude: 37.5, longitude: 122.11 }
    after = (await good(member('benefits.nearby', { place, after }))).next ?? undefined
  }
  for (let i = 0; i < 3; i += 1) {
    const made = await joinAs(cloud, url, `costs-worker-${i}`, 100 + i, union!.id)
    await good(callAs(cloud, `costs-worker-${i}`)('cases.mine', {}))
    await good(officer('cases.queue', { desk }))
    await good(officer('membership.decide', { caseId: made.id, version: made.version, act: 'approve', note: '' }))
  }
  await applyForAid(cloud, url, 'costs-aid', 3)
  await watchAndAsk(as('lostcard'))
  return sums(cloud).filter((row) => row.action in BUDGETS)
}

/** In the session that is live: looked three times, asked and voted three times. */
async function watchAndAsk(worker: ReturnType<typeof callAs>): Promise<void> {
  const interview = (await good(worker('interviews.now', {}))).session!.id
  const { questions } = await good(worker('interviews.questions', { interview, order: 'votes' }))
  let since = 0
  for (let i = 0; i < 3; i += 1) {
    since = (await good(worker('interviews.poll', { interview, since }))).asOf
    await good(worker('interviews.vote', { question: questions[i]!.id }))
    const sent = { interview, clientKey: `costs-ask-${i}`, files: [] }
    await good(worker('interviews.ask', { ...sent, text: `高温津贴第 ${i} 问` }))
  }
}

/** Hardship aid, its papers in the vault already: handed in, taken up by the desk, taken back, so many times. */
async function applyForAid(cloud: Cloud, url: string, key: string, times: number): Promise<void> {
  const openidOf = (id: string) => personas.find((one) => one.id === id)!.openid
  const worker = callAs(cloud, openidOf('lostcard'))
  const officer = callAs(cloud, openidOf('officer'))
  const slots = {
    idCard: 'idCard',
    householdBook: 'householdBook',
    income: 'incomeProof',
    authority: 'checkAuthority',
  } as const
  const papers = await Promise.all(
    Object.entries(slots).map(async ([slot, type]) => {
      const paper = await putPaper(worker, url, openidOf('lostcard'), type)
      return { slot, paper, consent: true as const }
    }),
  )
  for (let i = 0; i < times; i += 1) {
    const form = {
      district: '371002',
      members: [{ relation: 'self', idNumber: someId(300), incomeFen: 1_200_000 }],
      medicalFen: 0,
      tuitionFen: 0,
      otherRigidFen: 0,
      lossFen: 0,
      cause: 'lowIncome',
      bankAccount: '990000000000000003',
      bankName: '海岬银行',
      compareConsent: true,
    }
    const sent = { kind: 'hardship', version: 1, clientKey: `${key}-${i}`, form, papers }
    const made = (await good(worker('cases.submit', sent))).case
    await good(officer('cases.decide', { caseId: made.id, version: made.version, act: 'accept', note: '' }))
    await good(worker('cases.withdraw', { caseId: made.id }))
  }
}

/** Puts a paper into a worker's vault as her phone does: uploaded, then taken in. Returns its id. */
export async function putPaper(
  worker: ReturnType<typeof callAs>,
  url: string,
  openid: string,
  type: InputOf<'vault.add'>['type'],
  takenOn?: string,
): Promise<string> {
  const { folder } = await good(worker('vault.mine', {}))
  const clientKey = `paper-${randomUUID()}`.slice(0, 40)
  const path = `${folder}/${clientKey}-1.png`
  const answer = await fetch(`${url}/storage/${path}`, {
    method: 'PUT',
    headers: { 'x-wx-openid': openid },
    body: PICTURE as never,
  })
  const { fileID } = (await answer.json()) as { fileID: string }
  return (await good(worker('vault.add', { clientKey, type, takenOn, files: [{ fileId: fileID }] }))).paper.id
}

const PICTURE = PNG.sync.write(new PNG({ width: 60, height: 40, fill: true }))

/** Hands in a joining application as a new worker; `nth` makes the invented ID number. */
export async function joinAs(cloud: Cloud, url: string, openid: string, nth: number, union: string) {
  const worker = callAs(cloud, openid)
  const { noticeVersion } = await good(worker('membership.city', {}))
  await good(worker('membership.agree', { noticeVersion }))
  await good(worker('membership.givePhone', { code: await phoneCode(url, openid) }))
  const form = { name: '试工友', idNumber: someId(nth), employment: 'employee', employer: '', union, consent: true }
  const sent = { kind: 'joining', version: 1, clientKey: `join-${openid}`.slice(0, 40), form }
  return (await good(worker('membership.submit', sent))).case
}

function sums(cloud: Cloud): CostSum[] {
  return cloud.costs().map(({ function: area, action, calls, requests, examined, returned, bytes }) => ({
    action: `${area}.${action}`,
    calls,
    requests,
    examined,
    returned,
    bytes,
  }))
}

async function main(): Promise<void> {
  // The functions log each call to this process's console; what is printed here is the table alone.
  const print = console.log
  console.log = () => undefined
  const dataDir = mkdtempSync(join(tmpdir(), 'union-costs-'))
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      members: { type: 'string' },
      cases: { type: 'string' },
      data: { type: 'string' },
    },
  })
  const counts = { members: Number(values.members ?? 2000), cases: Number(values.cases ?? 0) }
  const all = await startAll({ port: 0, dataDir: values.data ?? dataDir, ...counts })
  const rows = await measureCosts(all.cloud, all.url)
  await all.close()
  rmSync(dataDir, { recursive: true, force: true })
  print(values.json ? JSON.stringify(rows, null, 2) : tableOf(rows))
}

function tableOf(rows: CostSum[]): string {
  const head = 'action                 calls  requests  budget  examined  returned   bytes   (each a call)'
  const lines = rows.map(({ action, calls, requests, examined, returned, bytes }) => {
    const each = (sum: number) => (sum / calls).toFixed(1)
    return [action.padEnd(22), pad(calls, 5), pad(each(requests), 9), pad(`≤ ${BUDGETS[action]}`, 7)]
      .concat([pad(each(examined), 9), pad(each(returned), 9), pad(Math.round(bytes / calls), 7)])
      .join(' ')
  })
  return [head, ...lines].join('\n')
}

const pad = (value: string | number, width: number) => String(value).padStart(width)

if (process.argv[1]?.endsWith('costs.ts')) void main()
