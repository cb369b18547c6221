import { PNG } from 'pngjs'
import { good } from '../../local/call-as'
import { hostedSession, putQuestion, questionIn, type Hosted } from './interview-world'
import { openWorld, type World } from './world'

/** Pictures of a question, checked by WeChat, and spoken answers: through the real entry, with real files. */

let now = Date.parse('2026-07-13T02:00:00Z')
let world: World
let hosted: Hosted
beforeAll(async () => {
  world = await openWorld(60, {}, () => new Date(now))
  hosted = await hostedSession(world, 'ivw_content', now, 'lostcard')
}, 60_000)
afterAll(() => world.close())

const picture = (side: number) => PNG.sync.write(new PNG({ width: side, height: side, fill: true }))
/** Bytes behind its end, as a picture may have; the local cloud takes them for what must not be shown. */
const risky = Buffer.concat([picture(40), Buffer.from('RISKY-PICTURE-SAMPLE')])
const refusal = (code: string, words: string) => ({
  ok: false,
  error: { code, message: expect.stringContaining(words) },
})

/** Sent up as a phone does it; the file's id. */
async function putFile(who: string, name: string, bytes: Buffer): Promise<string> {
  const { folder } = await good(world.as(who)('vault.mine', {}))
  const answer = await fetch(`${world.url}/storage/${folder}/${name}`, {
    method: 'PUT',
    headers: { 'x-wx-openid': world.openidOf(who) },
    body: bytes as never,
  })
  return ((await answer.json()) as { fileID: string }).fileID
}
async function ask(who: string, key: string, pictures: Buffer[]) {
  const files = await Promise.all(pictures.map((bytes, i) => putFile(who, `${key}-${i + 1}.png`, bytes)))
  const sent = { interview: 'ivw_content', clientKey: key, text: `食堂的菜是这样的 ${key}`, files }
  return (await good(world.as(who)('interviews.ask', sent))).question.id
}
const verdicts = (id: string) => questionIn(world, id).files.map(({ verdict }) => verdict)
const open = async (who: string, question: string, desk?: string) =>
  (await good(world.as(who)('interviews.files', { question, ...(desk && { desk }) }))).pictures
const accept = async (question: string) =>
  good(
    world.as('county')('interviews.moderate', {
      desk: hosted.desk,
      question,
      version: questionIn(world, question).version,
      act: 'accept',
    }),
  )
/** A message as WeChat pushes it, sent by anybody. */
const push = (trace_id: string, suggest: string) =>
  world.cloud.invoke(
    'interviews',
    { MsgType: 'event', Event: 'wxa_media_check', trace_id, result: { suggest, label: 100 } },
    { openid: 'some-stranger' },
  )
const told = async (who: string) =>
  (await good(world.as(who)('inbox.list', {}))).messages.filter(({ title }) => title === '有一张照片没放出来')

test('a picture is shown outside once WeChat has passed it; the host and its asker open it before', async () => {
  const id = await ask('member', 'content-pass-1', [picture(40), picture(50)])
  expect(verdicts(id)).toEqual(['pending', 'pending'])
  expect(await open('member', id)).toHaveLength(2)
  expect(await open('county', id, hosted.desk)).toHaveLength(2)
  expect(await world.as('town')('interviews.files', { question: id, desk: hosted.desk })).toMatchObject(
    refusal('FORBIDDEN', ''),
  )
  await accept(id)
  expect(await open('stranger', id)).toEqual([])
  const { version } = questionIn(world, id)
  const since = now - 1
  expect(await world.cloud.pushPictureVerdicts()).toBe(2)
  expect(verdicts(id)).toEqual(['pass', 'pass'])
  const urls = await open('stranger', id)
  expect(urls).toHaveLength(2)
  const shown = PNG.sync.read(Buffer.from(await (await fetch(urls[1]!)).arrayBuffer()))
  expect(shown.width).toBe(50)
  // No act of anybody: what a host is about to do still fits. Whoever watches hears of the picture.
  expect(questionIn(world, id).version).toBe(version)
  const poll = await good(world.as('stranger')('interviews.poll', { interview: 'ivw_content', since }))
  expect(poll.changed.find((one) => one.id === id)).toMatchObject({ pictures: 2 })
  expect(await world.cloud.pushPictureVerdicts()).toBe(0)
})

test('a picture that WeChat refuses is deleted, the words stay, and its asker is told once', async () => {
  const id = await ask('member', 'content-risky-1', [risky, picture(40)])
  const stored = questionIn(world, id).files[0]!
  await world.cloud.pushPictureVerdicts()
  expect(verdicts(id)).toEqual(['risky', 'pass'])
  expect(await open('county', id, hosted.desk)).toHaveLength(1)
  expect(await told('member')).toHaveLength(1)
  // WeChat says it again.
  await push(stored.trace, 'risky')
  expect(await told('member')).toHaveLength(1)
  expect(verdicts(id)).toEqual(['risky', 'pass'])
  await accept(id)
  expect(await open('stranger', id)).toHaveLength(1)
  expect(questionIn(world, id).text).toContain('食堂的菜')
})

test('two verdicts at once, and a host who lets it in meanwhile: each stays', async () => {
  const id = await ask('lostcard', 'content-at-once', [picture(40), picture(41), picture(42)])
  const traces = questionIn(world, id).files.map(({ trace }) => trace)
  await Promise.all([push(traces[0]!, 'pass'), push(traces[1]!, 'review'), accept(id), push(traces[2]!, 'risky')])
  const [first, second, third] = verdicts(id)
  expect([first, third]).toEqual(['pass', 'risky'])
  // Hers where she came after WeChat's doubt.
  expect(['review', 'pass']).toContain(second)
  expect(questionIn(world, id).state).toBe('accepted')
})

test('nobody who does not know the trace decides over a picture; a verdict that came stays', async () => {
  const id = await ask('lostcard', 'content-forged-1', [picture(40)])
  for (const trace of ['', 'x', '0'.repeat(32)]) await push(trace, 'pass')
  await world.cloud.invoke('interviews', { MsgType: 'event', Event: 'wxa_media_check' }, { openid: 'some-stranger' })
  expect(verdicts(id)).toEqual(['pending'])
  const { trace } = questionIn(world, id).files[0]!
  await push(trace, 'review')
  await push(trace, 'pass')
  expect(verdicts(id)).toEqual(['review'])
  const { questions } = await good(
    world.as('county')('interviews.room', { desk: hosted.desk, interview: 'ivw_content', show: 'waiting' }),
  )
  expect(questions.find((one) => one.id === id)).toMatchObject({ look: true, pictures: 1 })
  expect(JSON.stringify(questions)).not.toContain(trace)
  await accept(id)
  expect(await open('stranger', id)).toHaveLength(1)
})

test('a verdict that never came is the host’s after half an hour', async () => {
  const early = await ask('lostcard', 'content-silent-1', [picture(40)])
  const late = await ask('lostcard', 'content-silent-2', [picture(40)])
  await accept(early)
  expect(verdicts(early)).toEqual(['pending'])
  now += 31 * 60_000
  await accept(late)
  expect(verdicts(late)).toEqual(['pass'])
})

const sound = Buffer.concat([Buffer.from('ID3'), Buffer.alloc(600, 1)])
const answer = (question: string, key: string, file: string, seconds = 12) =>
  world.as('lostcard')('interviews.answer', {
    question,
    version: questionIn(world, question).version,
    clientKey: key,
    kind: 'answered',
    text: '大意：热水到夜里十一点',
    files: [],
    voice: { file, seconds },
  })
const accepted = (id: string) =>
  putQuestion(world, hosted.session, id, 'member', { state: 'accepted', shown: true, acceptedAt: new Date(now) })

test('a spoken answer is stored where no phone writes, and heard by everybody', async () => {
  accepted('ivq_spoken')
  const file = await putFile('lostcard', 'content-voice-1-9.mp3', sound)
  await good(answer('ivq_spoken', 'content-voice-1', file))
  const { voice } = questionIn(world, 'ivq_spoken').answers[0]!
  expect(voice).toMatchObject({ mime: 'audio/mpeg', bytes: sound.length, seconds: 12 })
  expect(voice!.id).not.toBe(file)
  const { answers } = await good(world.as('stranger')('interviews.files', { question: 'ivq_spoken' }))
  const heard = await fetch(answers[0]!.voice)
  expect(Buffer.from(await heard.arrayBuffer()).equals(sound)).toBe(true)
  const { question } = await good(world.as('stranger')('interviews.question', { question: 'ivq_spoken' }))
  expect(question.answers[0]).toMatchObject({ voiceSeconds: 12, text: '大意：热水到夜里十一点' })
})

test.each([
  ['no sound', 'ivq_spoken_2', () => picture(20), 'FILE_REFUSED', '这不是录音'],
  [
    'too large',
    'ivq_spoken_3',
    () => Buffer.concat([sound, Buffer.alloc(3 * 1024 * 1024)]),
    'FILE_TOO_LARGE',
    '说短一点',
  ],
])('%s is refused and deleted, and nothing was answered', async (_what, id, bytes, code, words) => {
  accepted(id)
  const file = await putFile('lostcard', `${id}-key-1.mp3`, bytes())
  expect(await answer(id, `${id}-key`, file)).toMatchObject(refusal(code, words))
  expect(questionIn(world, id).answers).toEqual([])
  expect(await answer(id, `${id}-key`, file)).toMatchObject(refusal('FILE_MISSING', '没传上来'))
})

test('another’s recording, or one of another answer, is not taken', async () => {
  accepted('ivq_spoken_4')
  const hers = await putFile('member', 'content-voice-4-1.mp3', sound)
  expect(await answer('ivq_spoken_4', 'content-voice-4', hers)).toMatchObject(refusal('FORBIDDEN', '不是您这次传的'))
  const other = await putFile('lostcard', 'content-voice-5-1.mp3', sound)
  expect(await answer('ivq_spoken_4', 'content-voice-4', other)).toMatchObject(refusal('FORBIDDEN', '不是您这次传的'))
  expect(await answer('ivq_spoken_4', 'content-voice-4', other, 90)).toMatchObject({ error: { code: 'BAD_INPUT' } })
})

test('a promise is kept with a picture that everybody opens', async () => {
  accepted('ivq_promised')
  const promise = { what: '食堂夜里开一个窗口', who: '后勤部', by: '2026-07-20' }
  const { question } = await good(
    world.as('lostcard')('interviews.answer', {
      ...{ question: 'ivq_promised', version: 1, clientKey: 'content-promise', kind: 'promised', files: [] },
      ...{ text: '这件事我们办', promise },
    }),
  )
  const id = question.answers[0]!.promise!.id
  expect(await good(world.as('stranger')('interviews.promiseFiles', { promise: id }))).toEqual({ pictures: [] })
  const file = await putFile('lostcard', 'content-kept-1.png', picture(44))
  const ended = {
    promise: id,
    version: 1,
    clientKey: 'content-kept',
    as: 'kept' as const,
    how: '窗口开起来了',
    files: [file],
  }
  expect((await good(world.as('lostcard')('interviews.endPromise', ended))).promise).toMatchObject({ pictures: 1 })
  const { pictures } = await good(world.as('stranger')('interviews.promiseFiles', { promise: id }))
  const shown = PNG.sync.read(Buffer.from(await (await fetch(pictures[0]!)).arrayBuffer()))
  expect(shown.width).toBe(44)
  expect(await world.as('stranger')('interviews.promiseFiles', { promise: 'prm_none' })).toMatchObject(
    refusal('NOT_FOUND', '这件事'),
  )
})
