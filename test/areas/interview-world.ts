import type { Interview, Question } from '../../cloudfunctions/interviews/interview'
import { good } from '../../local/call-as'
import type { World } from './world'

/** A session as it is stored, with its questions, made past its host's pages: for tests of what comes after. */

const HOUR = 3_600_000

export interface Hosted {
  desk: string
  session: Interview
}

/** A session of the county's union, live at `now`, with two seats: one taken by `sitting`, one by nobody. */
export async function hostedSession(world: World, id: string, now: number, sitting: string): Promise<Hosted> {
  const post = (await good(world.as('county')('membership.me', {}))).posts.find(({ level }) => level === 'county')!
  const seat = (seatId: string, name: string, openid: string | null) => ({
    id: seatId,
    name,
    title: '副主席',
    department: '权益保障部',
    photo: null,
    openid,
    code: null,
    left: false,
  })
  const session: Interview = {
    _id: id,
    org: post.desk.split('/')[0]!,
    orgName: post.orgName,
    orgPath: `/${post.desk.split('/')[0]!}/`,
    level: 'county',
    state: 'published',
    topic: '高温天怎么干活',
    subject: 'pay',
    about: '高温津贴和歇班',
    departments: ['权益保障部', '劳动监察'],
    names: 'pseudonym',
    seats: [seat('seat_one', '周敏', world.openidOf(sitting)), seat('seat_two', '陈立', null)],
    asksFrom: new Date(now - 48 * HOUR),
    liveFrom: new Date(now - HOUR),
    liveUntil: new Date(now + HOUR),
    closesAt: new Date(now + 72 * HOUR),
    remindedAt: new Date(now - 2 * HOUR),
    closedAt: null,
    archivedAt: null,
    why: '',
    pinned: null,
    figures: null,
    version: 1,
    createdAt: new Date(now - 72 * HOUR),
    publishedAt: new Date(now - 72 * HOUR),
  }
  world.cloud.load('interviews', [session])
  return { desk: post.desk, session }
}

/** A question of somebody's, waiting for its host unless `more` says otherwise. */
export function putQuestion(world: World, session: Interview, id: string, who: string, more: Partial<Question> = {}) {
  const openid = world.openidOf(who)
  const at = new Date(Number(session.liveFrom) - HOUR)
  const question: Question = {
    _id: id,
    interview: session._id,
    slot: 0,
    clientKey: `${id}-key`,
    openid,
    person: `p_${id}`,
    membership: `m_${id}`,
    name: `真名${id}`,
    unionName: '竹岛街道联合工会',
    org: 'o_asker',
    orgPath: '/o_city/o_asker/',
    by: '工友 7412',
    text: '高温津贴一天该发多少，没发找谁要',
    hidden: [],
    files: [],
    verdict: 'pass',
    state: 'waiting',
    why: '',
    root: null,
    department: '',
    seat: null,
    shown: false,
    askers: [{ question: id, openid, by: '工友 7412' }],
    voters: [`key-of-${who}`],
    votes: 1,
    answers: [],
    outcome: null,
    laterBy: null,
    case: null,
    at,
    acceptedAt: null,
    answeredAt: null,
    touchedAt: at,
    changedAt: at,
    version: 1,
    tell: null,
    keys: [],
    ...more,
  }
  world.cloud.load('interviewQuestions', [question])
  return question
}

export const questionIn = (world: World, id: string): Question => world.cloud.read('interviewQuestions', id) as Question

/** What somebody leaves in a session: a question that is shown, one that waits, one merged into another, which she follows. */
export async function leaveInterviewTraces(world: World, who: string, name: string): Promise<void> {
  const now = Date.now()
  const { session } = await hostedSession(world, 'ivw_traces', now, who)
  const shown = { shown: true, state: 'accepted' as const, acceptedAt: new Date(now) }
  const hers = { openid: who, name, voters: ['a-keyed-hash'] }
  const asker = { openid: who, by: '独＊友' }
  putQuestion(world, session, 'ivq_traces_shown', who, {
    ...{ ...hers, ...shown, by: '独＊友' },
    askers: [{ ...asker, question: 'ivq_traces_shown' }],
  })
  putQuestion(world, session, 'ivq_traces_waits', who, hers)
  putQuestion(world, session, 'ivq_traces_root', 'member', {
    ...shown,
    askers: [
      { question: 'ivq_traces_root', openid: world.openidOf('member'), by: '林＊兰' },
      { ...asker, question: 'ivq_traces_merged' },
    ],
  })
  await good(world.as(who)('interviews.follow', { question: 'ivq_traces_root', on: true }))
}
