import { dayOf, sayDay } from '../../miniprogram/rules/days'
import { OUTCOME_WORDS, OUTCOMES, saySpan, SUBJECT_WORDS } from '../../miniprogram/rules/interview'
import { AppError } from '../kernel/errors'
import { documentTicket, type PrintedDocument } from '../kernel/printed-document'
import type { Caller } from '../kernel/serve'
import { sayHours } from './check-hours'
import { findPortion } from './close-store'
import { hostViewOf, readAtDesk } from './host-view'
import type { Answer, Interview, Question } from './interview'
import type { HostView } from './host-contract'

/**
 * 微访谈实录: what was asked and answered, by the names that stand outside, to be printed and filed. In parts that each
 * fit one ticket. One request, and one for 200 questions.
 */
export async function printRecord(
  { desk, interview }: { desk: string; interview: string },
  { openid, now }: Caller<'provedInQuery'>,
) {
  const atDesk = await readAtDesk(openid, desk, interview, now)
  const { session } = atDesk
  if (!session.closedAt) throw new AppError('NOT_NOW', '收尾以后才能打印')
  const view = await hostViewOf(atDesk, now)
  const questions = (await readAll(interview)).filter(({ state }) => state === 'accepted').sort(byVotes)
  const parts = partsOf(questions.map(paragraphsOf))
  return {
    tickets: parts.map((paragraphs, i) =>
      documentTicket(openid, documentOf(session, view, paragraphs, i, parts.length, now), now),
    ),
  }
}

const PORTION = 200

async function readAll(interview: string): Promise<Question[]> {
  const all: Question[] = []
  for (let after = ''; ;) {
    const portion = await findPortion(interview, after, PORTION)
    all.push(...portion)
    const last = portion[PORTION - 1]
    if (!last) return all
    after = last._id
  }
}

const byVotes = (a: Question, b: Question) => b.votes - a.votes || Number(a.at) - Number(b.at)

/** Of a ticket: see printed-document.ts. The head and the figures need some of it. */
const MOST_LETTERS = 7000
const MOST_PARAGRAPHS = 150

/** A question stands whole with its answers where it fits. */
export function partsOf(questions: string[][]): string[][] {
  const parts: string[][] = [[]]
  let letters = 0
  for (const paragraph of questions.flatMap((one) => one)) {
    const part = parts[parts.length - 1]!
    if (part.length > 0 && (letters + paragraph.length > MOST_LETTERS || part.length >= MOST_PARAGRAPHS)) {
      parts.push([paragraph])
      letters = paragraph.length
    } else {
      part.push(paragraph)
      letters += paragraph.length
    }
  }
  return parts
}

function paragraphsOf(question: Question, i: number): string[] {
  const { by, text, votes, department, outcome, answers } = question
  const about = [by, `${votes} 人问`, department, outcome ? OUTCOME_WORDS[outcome] : ''].filter(Boolean).join('，')
  return [`${i + 1}．${text}（${about}）`, ...answers.map(sayAnswer)]
}

function sayAnswer({ name, title, text, promise, due, corrections }: Answer): string {
  const promised = promise ? `　答应：${promise.what}，${promise.who}，${sayDay(promise.by)}前。` : ''
  const put = due ? `　${sayDay(due)}前答复。` : ''
  const before = corrections.map(({ text: said, why }) => `　更正前：${said}（${why}）`).join('')
  return `${name}（${title}）答：${text}${promised}${put}${before}`
}

function documentOf(
  session: Interview,
  view: HostView,
  paragraphs: string[],
  part: number,
  parts: number,
  now: Date,
): PrintedDocument {
  return {
    title: '微访谈实录',
    number: parts > 1 ? `第 ${part + 1} 份，共 ${parts} 份` : '',
    org: session.orgName,
    to: '',
    paragraphs: part === 0 ? [session.about, ...paragraphs] : paragraphs,
    facts: part === 0 ? factsOf(session, view) : [],
    signatures: part === parts - 1 ? ['记录人：', '主持人：'] : [],
    day: dayOf(now),
    foot: '提问人按公开时的称呼记录。',
  }
}

function factsOf(session: Interview, { figures }: HostView): PrintedDocument['facts'] {
  const facts = [
    { label: '谈什么', value: `${session.topic}（${SUBJECT_WORDS[session.subject]}）` },
    { label: '时间', value: sayHours(session.liveFrom, session.liveUntil) },
    { label: '来答的人', value: session.seats.map(({ name, title }) => `${name}（${title}）`).join('、') },
  ]
  if (!figures) return facts
  const outcomes = OUTCOMES.map((one) => `${OUTCOME_WORDS[one]} ${figures.outcomes[one] ?? 0}`).join('，')
  return [
    ...facts,
    { label: '问的', value: `${figures.asked} 个问题，${figures.askers} 人` },
    { label: '结果', value: outcomes },
    { label: '答应的', value: `到今天办到 ${figures.kept} 件，过期 ${figures.late} 件` },
    {
      label: '多久答上',
      value: figures.medianMinutes === null ? '没有当场答的' : `一半在 ${saySpan(figures.medianMinutes)}以内`,
    },
  ]
}
