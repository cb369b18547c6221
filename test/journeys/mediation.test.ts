import { good } from '../../local/call-as'
import { readPdf } from '../areas/read-pdf'
import { fill, see, startJourneyOn, tap, type TimedJourney } from './support'

/**
 * A dispute to a signed agreement: the town asks the employer and names a mediator, who writes down the terms and the
 * sum; the agreement arrives on paper; the court confirms it.
 */

let journey: TimedJourney
beforeAll(async () => void (journey = await startJourneyOn('2026-07-13')), 120_000)
afterEach(() => journey.picture('mediation-end'))
afterAll(() => journey.close())

test('given to a mediator, agreed with terms and a sum, on paper, confirmed by the court', async () => {
  const { world } = journey
  const made = await good(
    world.as('lostcard')('cases.submit', {
      kind: 'mediation',
      version: 1,
      clientKey: 'journey-mediation-1',
      form: {
        matter: 'hours',
        story: '一天干十二个钟头，没有加班费',
        want: '补三个月加班费',
        claimFen: 960_000,
        people: 1,
        employer: '阿婆面馆',
        knewOn: '2026-06-20',
        job: 'lasts',
        town: await journey.townOf('竹岛街道'),
      },
    }),
  )
  const caseId = made.case.id
  const desk = `packages/staff/case/case?area=cases&id=${caseId}`
  const story = `packages/cases/story/story?area=cases&id=${caseId}`

  const town = await journey.phoneOf('town', desk)
  await see(town, '补三个月加班费')
  await journey.look(town, 'mediation-town', { persona: 'town', page: desk })
  await tap(town, '单位愿意谈，派调解员')
  await tap(town, '谷秀云')
  await journey.look(town, 'mediation-assign')
  await tap(town, '交给谷秀云')
  await see(town, '单位愿意谈：已经告诉鞠洪波')

  const worker = await journey.phoneOf('lostcard', story)
  await see(worker, /谷秀云在调解/)
  await journey.look(worker, 'mediation-story-1')

  await journey.goTo('2026-07-20')
  const mediator = await journey.phoneOf('mediator', 'packages/staff/desk/desk')
  await tap(mediator, '鞠洪波')
  await tap(mediator, '谈成了，写协议')
  await see(mediator, '按下以后')
  await fill(mediator, '单位来谈的是谁', '梁店长')
  await fill(mediator, '谈好的条款', '一、阿婆面馆补付 4 月到 6 月加班费。\n二、从 8 月起每天不超过八小时。')
  await fill(mediator, '单位付多少钱', '7200')
  await tap(mediator, '去')
  await journey.look(mediator, 'mediation-agreeing')
  await tap(mediator, '谈成了')
  await see(mediator, '谈成了：已经告诉鞠洪波')
  await journey.look(mediator, 'mediation-agreed')

  // The worker opens the agreement to sign it: a real document arrives.
  await worker.reload()
  await see(worker, /请在协议书上签字/)
  await journey.look(worker, 'mediation-story-2', { persona: 'lostcard', page: story })
  const arrived = worker.waitForResponse((answer) => /\.pdf\b/.test(decodeURIComponent(answer.url())))
  await tap(worker, '劳动争议调解协议书')
  const document = await fetch((await arrived).url())
  const paper = readPdf(new Uint8Array(await document.arrayBuffer()))
    .flatMap(({ lines }) => lines.map(({ text }) => text))
    .join('')
  expect(paper).toMatch(/劳动争议调解协议书/)
  expect(paper).toMatch(/阿婆面馆补付 ?4 ?月到 ?6 ?月加班费/)
  expect(paper).toMatch(/合计 ?7200 ?元/)
  expect(paper).toMatch(/被申请人（签名、盖章）/)
  await worker.waitForTimeout(500)
  await journey.look(worker, 'mediation-paper')

  await journey.goTo('2026-08-03')
  const court = await journey.phoneOf('town', desk)
  await see(court, '打印劳动争议调解协议书')
  await tap(court, '法院确认了')
  await see(court, '按下以后')
  await fill(court, '哪个法院', '海岬区人民法院')
  await fill(court, '裁定书文号', '海法确〔2026〕12号')
  await journey.look(court, 'mediation-court')
  await court.getByRole('dialog').getByText('法院确认了', { exact: true }).last().tap()
  await see(court, '法院确认了：已经告诉鞠洪波')
  await see(court, '办好了')
  const done = await journey.read('lostcard', caseId)
  expect(done).toMatchObject({ state: 'served', open: false })
  await worker.goto(`${journey.started.url}/app/?persona=lostcard&page=${encodeURIComponent(story)}`)
  await see(worker, /单位不照办，您可以直接请法院强制执行/)
  await journey.look(worker, 'mediation-story-3')
  await journey.noErrors()
}, 120_000)
