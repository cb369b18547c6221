import { good } from '../../local/call-as'
import { addDays } from '../../miniprogram/rules/days'
import { addPapers } from '../areas/papers'
import { fill, see, startJourneyOn, tap, type TimedJourney } from './support'

/**
 * Legal aid with five days left to go to arbitration: the county's list and the case say so, aid comes first and the
 * papers later, the lawyer closes it with what she got back, the worker reads it and says how it went.
 */

let journey: TimedJourney
beforeAll(async () => void (journey = await startJourneyOn('2026-07-13')), 120_000)
afterEach(() => journey.picture('legal-end'))
afterAll(() => journey.close())

test('five days left are seen on the desk; aid first; the lawyer closes it; the worker rates', async () => {
  const { world } = journey
  const knewOn = addDays('2026-07-13', 5 - 365)
  const made = await good(
    world.as('lostcard')('cases.submit', {
      kind: 'legalAid',
      version: 1,
      clientKey: 'journey-legal-1',
      form: {
        matter: 'dismissed',
        employer: '远岬货运车队',
        story: '干了四年，年底说不用来了，没给赔偿',
        amountFen: 3_200_000,
        knewOn,
        job: 'over',
        jobEndedOn: knewOn,
        means: 'hardship',
        town: await journey.townOf('竹岛街道'),
      },
      papers: await addPapers(world, 'lostcard', { idCard: 'idCard' }),
    }),
  )
  const caseId = made.case.id
  const story = `packages/cases/story/story?area=cases&id=${caseId}`

  const worker = await journey.phoneOf('lostcard', story)
  await see(worker, /不到 7 天了，先帮您申请/)
  await journey.look(worker, 'legal-story-1', { persona: 'lostcard', page: story })

  // By the county's own list of what is to be done.
  const county = await journey.phoneOf('county', 'packages/staff/desk/desk')
  await tap(county, '环翠区外卖配送行业工会')
  await tap(county, '环翠区总工会')
  await see(county, '时效只到 7月18日，先援助')
  await journey.look(county, 'legal-desk')
  await tap(county, '鞠洪波')
  await see(county, '时效只剩 5 天，先援助后补手续')
  await see(county, '还没有低保证或困难证明')
  await journey.look(county, 'legal-case', {
    persona: 'county',
    page: `packages/staff/case/case?area=cases&id=${caseId}`,
  })
  await tap(county, '先援助，手续后补：时效快到了')
  await see(county, '按下以后')
  await fill(county, '以后要补什么', '困难证明，社区盖章的')
  await journey.look(county, 'legal-aid-first')
  await tap(county, '先援助')
  await see(county, '先援助：已经告诉鞠洪波')
  await tap(county, '派给律师')
  await see(county, '交给谁')
  await tap(county, '戚文海')
  await journey.look(county, 'legal-assign')
  await tap(county, '交给戚文海')
  await see(county, '派给律师：已经告诉鞠洪波')
  await journey.look(county, 'legal-assigned')

  await worker.reload()
  await see(worker, /戚文海律师在帮您办|困难证明，社区盖章的/)
  await see(worker, '先援助，手续后补')
  await journey.look(worker, 'legal-story-2')

  // Her list has it on top: the limitation ends before her own days do.
  await journey.goTo('2026-07-14')
  const lawyer = await journey.phoneOf('lawyer', 'packages/staff/desk/desk')
  await see(lawyer, '办最急的一件：鞠洪波')
  await journey.look(lawyer, 'legal-lawyer-desk')
  await journey.act('lawyer', caseId, 'filed', { fields: { filedOn: '2026-07-14' } })

  await journey.goTo('2026-08-03')
  await lawyer.reload()
  await tap(lawyer, '鞠洪波')
  await tap(lawyer, '办完了，记结果')
  await see(lawyer, '按下以后')
  await tap(lawyer, '谈成了')
  await fill(lawyer, '要回多少钱', '28600')
  await fill(lawyer, '怎么办的', '7月16日递了仲裁申请，庭前单位同意给补偿')
  await journey.look(lawyer, 'legal-closing')
  await tap(lawyer, '办完了')
  await see(lawyer, '办完了：已经告诉鞠洪波')
  await journey.look(lawyer, 'legal-closed')

  await worker.reload()
  await see(worker, /帮您要回 28600 元|帮您要回 28,600 元/)
  await journey.look(worker, 'legal-story-3', { persona: 'lostcard', page: story })
  await worker.getByRole('radio', { name: '5 颗星' }).tap()
  await tap(worker, '就打这个分')
  await see(worker, /您打了 5 颗星/)
  const done = await journey.read('lostcard', caseId)
  expect(done).toMatchObject({ state: 'served', open: false, rating: { stars: 5 } })
  await journey.noErrors()
}, 120_000)
