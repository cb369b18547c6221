import { good, type callAs } from './call-as'
import type { Shot } from './screens'

/** The pages of the micro-interviews, as the demonstration city has them. */
export async function interviewShots(as: (persona: string) => ReturnType<typeof callAs>): Promise<Shot[]> {
  const { sessions } = await good(as('member')('interviews.list', {}))
  const live = sessions.find(({ phase }) => phase === 'live')!.id
  const last = sessions.find(({ phase }) => phase === 'closed')!.id
  const { questions } = await good(as('member')('interviews.questions', { interview: live, order: 'votes' }))
  const question = questions.find(({ outcome }) => outcome === null)!.id
  const answered = questions.find(({ answers }) => answers.length > 0)!.id
  const { posts } = await good(as('city')('membership.me', {}))
  const desk = encodeURIComponent(posts.find(({ level }) => level === 'city')!.desk)
  const { promises } = await good(as('member')('interviews.promises', { show: 'open' }))
  const pages = 'packages/interviews'
  const staff = 'packages/staff/interviews'
  const room = `${staff}/room?desk=${desk}&id=${live}`
  return [
    { name: 'interviews', persona: 'member', page: `${pages}/list/list` },
    { name: 'interview-live', persona: 'member', page: `${pages}/live/live?id=${live}` },
    { name: 'interview-closed', persona: 'member', page: `${pages}/live/live?id=${last}` },
    { name: 'interview-ask', persona: 'member', page: `${pages}/ask/ask?id=${live}` },
    { name: 'interview-question', persona: 'member', page: `${pages}/question/question?id=${answered}` },
    { name: 'interview-promises', persona: 'member', page: `${pages}/promises/promises` },
    { name: 'interview-promise', persona: 'city', page: `${pages}/promise/promise?id=${promises[0]!.id}&desk=${desk}` },
    { name: 'interview-archive', persona: 'member', page: `${pages}/archive/archive` },
    { name: 'interview-seat', persona: 'lawyer', page: `${pages}/seat/seat` },
    { name: 'interview-seat-live', persona: 'lawyer', page: `${pages}/seat/seat?id=${live}` },
    { name: 'interview-answer', persona: 'lawyer', page: `${pages}/answer/answer?id=${live}&question=${question}` },
    { name: 'interviews-desk', persona: 'city', page: `${staff}/list?desk=${desk}` },
    { name: 'interviews-desk-wide', persona: 'city', page: `${staff}/list?desk=${desk}`, wide: true },
    { name: 'interview-prepare', persona: 'city', page: `${staff}/prepare?desk=${desk}` },
    { name: 'interview-prepare-wide', persona: 'city', page: `${staff}/prepare?desk=${desk}`, wide: true },
    { name: 'interview-room', persona: 'city', page: room },
    { name: 'interview-room-wide', persona: 'city', page: room, wide: true },
    { name: 'interview-hours', persona: 'city', page: room, taps: '管时间' },
  ]
}
