import { dayOf } from '../../miniprogram/rules/days'
import { COPY_SECTIONS, type CopySection } from '../kernel/copied-data'
import { beginCopy, countIn, findCopy, findPortion, moveCopy, sweepCopies, type Copy } from '../kernel/copies'
import { AppError } from '../kernel/errors'
import { readFile, temporaryAddress, writeFile } from '../kernel/files'
import { idFrom } from '../kernel/ids'
import { cityUnionName } from '../kernel/orgs'
import { newPerson } from '../kernel/people'
import { storedDocumentTicket, type PrintedDocument } from '../kernel/printed-document'
import type { Caller, TimerJob } from '../kernel/serve'
import { citySettings } from '../kernel/settings'

/**
 * A complete copy of what is held about me (个人信息保护法 第45条), as a document to read and as JSON. Made in portions, so
 * that no call takes long: each portion lies in a file of its own until the last call puts them together. The files
 * belong to no phone and are deleted after an hour.
 */

const PORTION = 100
/** A call adds so many at most; the ten sections of an ordinary member are made in one. */
const PORTIONS = 16
const KEPT_MS = 60 * 60_000
const READABLE_SECONDS = 10 * 60
/** Of the document: what does not fit stands in the JSON. */
const MOST_PARAGRAPHS = 190
const LINES_A_PARAGRAPH = 40

/** One portion as it lies in its file. */
interface Part {
  section: string
  copied: object[]
}

export async function copyMyData({ clientKey }: { clientKey: string }, { openid, now }: Caller) {
  const person = newPerson(openid, now)._id
  const _id = idFrom('copy', openid, clientKey)
  let copy = await findCopy(openid, _id)
  if (!copy) {
    await sweepCopies(now, openid)
    copy = await begin(_id, openid, person, now)
  }
  if (copy.until < now) throw new AppError('TICKET_EXPIRED', '这一份放了一个小时，删掉了。请再要一份')
  for (let portion = 0; portion < PORTIONS && !copy.done; portion += 1) copy = await goOn(copy, person, now)
  if (!copy.done) return { done: false, count: copy.count, total: copy.total, ticket: null, json: null }
  const [json, document] = copy.files.slice(-2) as [string, string]
  const [url] = await temporaryAddress([json], READABLE_SECONDS)
  return {
    done: true,
    count: copy.count,
    total: copy.total,
    ticket: storedDocumentTicket(openid, document, now),
    json: { url: url!, name: '工会存的我的资料.json' },
  }
}

async function begin(_id: string, openid: string, person: string, now: Date): Promise<Copy> {
  const counts = await Promise.all(
    COPY_SECTIONS.map(({ collection, match }) => countIn(collection, match(openid, person))),
  )
  const total = counts.reduce((sum, one) => sum + one, 0)
  const until = new Date(Number(now) + KEPT_MS)
  const copy: Copy = { _id, openid, section: 0, after: '', count: 0, total, files: [], done: false, until }
  await beginCopy(copy)
  return copy
}

/** One portion more, or the end. Another call of the same copy may be faster: then hers counts. */
async function goOn(copy: Copy, person: string, now: Date): Promise<Copy> {
  const section = COPY_SECTIONS[copy.section]
  const moved = section ? await addPortion(copy, section, person) : await finish(copy, now)
  if (await moveCopy(copy, moved)) return moved
  return (await findCopy(copy.openid, copy._id)) ?? moved
}

async function addPortion(copy: Copy, section: CopySection, person: string): Promise<Copy> {
  const found = await findPortion(section.collection, section.match(copy.openid, person), copy.after, PORTION)
  const next =
    found.length < PORTION
      ? { section: copy.section + 1, after: '' }
      : { section: copy.section, after: found[found.length - 1]!._id }
  if (found.length === 0) return { ...copy, ...next }
  const part: Part = { section: section.name, copied: found.map((one) => section.copy(one as never)) }
  // Named by its place, so that a retry writes the same file.
  const file = await writeJson(`${copy._id}/${copy.section}-${copy.after || 'first'}`, part)
  return { ...copy, ...next, count: copy.count + found.length, files: [...copy.files, file] }
}

async function finish(copy: Copy, now: Date): Promise<Copy> {
  const parts = await Promise.all(
    copy.files.map(async (file) => JSON.parse((await readFile(file))!.toString('utf8')) as Part),
  )
  const copiedOf = (name: string) => parts.filter((part) => part.section === name).flatMap(({ copied }) => copied)
  const all = Object.fromEntries(COPY_SECTIONS.map(({ name }) => [name, copiedOf(name)]))
  const json = await writeJson(`${copy._id}/data`, { madeAt: now.toISOString(), ...all })
  const [org, { hotline }] = await Promise.all([cityUnionName(now), citySettings(Number(now))])
  const document = await writeJson(`${copy._id}/document`, documentOf(all, { org, hotline }, now))
  return { ...copy, done: true, files: [...copy.files, json, document] }
}

/** The same to be read, section by section. */
export function documentOf(
  all: Record<string, object[]>,
  { org, hotline }: { org: string; hotline: string },
  now: Date,
): PrintedDocument {
  const paragraphs = COPY_SECTIONS.flatMap((section) => {
    const lines = (all[section.name] ?? []).flatMap((one) => section.lines(one as never))
    const heads = lines.length > 0 ? [`【${section.title}】`] : []
    const texts = Array.from({ length: Math.ceil(lines.length / LINES_A_PARAGRAPH) }, (_, i) =>
      lines
        .slice(i * LINES_A_PARAGRAPH, (i + 1) * LINES_A_PARAGRAPH)
        .join('\n')
        .slice(0, 8000),
    )
    return [...heads, ...texts]
  })
  const left = paragraphs.length > MOST_PARAGRAPHS ? ['太长了，其余的在给电脑读的那一份里，一笔不少。'] : []
  return {
    title: '工会存的您的资料',
    number: '',
    org,
    to: '',
    paragraphs: [
      '这是工会在这个小程序里存的、跟您有关的全部资料。您自己的号码是全号，请收好，不要随便转给别人。',
      ...paragraphs.slice(0, MOST_PARAGRAPHS),
      ...left,
    ],
    facts: [],
    signatures: [],
    day: dayOf(now),
    foot: `依据《个人信息保护法》第四十五条。有错的，在小程序“我的工会”里更正，或打 ${hotline}。`,
  }
}

const writeJson = (path: string, body: object): Promise<string> =>
  writeFile(`copies/${path}.json`, Buffer.from(JSON.stringify(body), 'utf8'))

/** Copies are deleted after an hour: numbers stand in them in clear. */
export const copiesTimer: TimerJob = { name: 'copies', cron: '0 27 * * * * *', run: (now) => sweepCopies(now) }
