import type { Page } from 'playwright-core'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import { good } from '../../local/call-as'
import { codeImage } from '../../local/cloud/wechat/code-image'
import { makeCardCode } from '../../miniprogram/rules/card-code'
import { fill, see, shown, startJourneyOn, tap, turnTo, type TimedJourney } from './support'

/**
 * The tree of unions by hand: an employer closes and its union with it, the town approves, the member's phone shows her
 * new union and the counter takes her card; an election that is overdue is seen, reported, and settled.
 */

let journey: TimedJourney
beforeAll(async () => void (journey = await startJourneyOn('2026-07-13', 60)), 120_000)
afterEach(() => journey.picture('union-tree-end'))
afterAll(() => journey.close())

const named = (name: string) => (journey.started.cloud.all('orgs') as Org[]).find((org) => org.name === name)!
const deskOf = (name: string) => `${named(name)._id}/officer`
const tree = (name: string) => `packages/unions/tree/tree?desk=${encodeURIComponent(deskOf(name))}`

/** From the review to the number that the cloud gives. */
async function handIn(page: Page): Promise<void> {
  await tap(page, '交上去')
  await see(page, '交上去了')
}

/** The open application at a desk. */
const waiting = async (who: string, union: string, kind: string) =>
  (await good(journey.world.as(who)('cases.queue', { desk: deskOf(union) }))).rows.find((row) => row.kind === kind)!

test('dissolving: asked for by its officer, approved above, members and cards go on', async () => {
  const officer = await journey.phoneOf('officer', tree('海滨物业工会'))
  await see(officer, '海滨物业工会')
  await journey.look(officer, 'unions-tree')
  await tap(officer, '海滨物业工会')
  await see(officer, '宋丽华')
  await journey.look(officer, 'unions-union', {
    persona: 'officer',
    page: `packages/unions/union/union?desk=${encodeURIComponent(deskOf('海滨物业工会'))}&id=${named('海滨物业工会')._id}`,
  })
  await tap(officer, '撤销')
  await tap(officer, '开始填')
  await see(officer, '海滨物业工会')
  await tap(officer, '单位终止或被撤销了')
  await turnTo(officer, '从哪天起', '1日')
  await fill(officer, '说说情况', '物业公司注销了')
  await journey.look(officer, 'unions-dissolving')
  await tap(officer, '下一步')
  await tap(officer, '按单位、地方或行业找')
  await fill(officer, /单位|工会/, '竹岛街道联合')
  await tap(officer, '竹岛街道联合工会')
  await see(officer, '点这里可以换一个')
  await tap(officer, '下一步')
  await tap(officer, '下一步')
  await journey.look(officer, 'unions-dissolving-review')
  await handIn(officer)

  const { id } = await waiting('town', '竹岛街道总工会', 'unionDissolving')
  const desk = `packages/staff/case/case?area=unions&id=${id}`
  const town = await journey.phoneOf('town', desk)
  await see(town, /会籍都留着，转到竹岛街道联合工会/)
  await journey.look(town, 'unions-dissolving-desk', { persona: 'town', page: desk })
  await tap(town, '同意撤销')
  await town.getByRole('dialog').getByText('同意撤销', { exact: true }).filter({ visible: true }).last().tap()
  await see(town, /同意撤销：已经告诉/)

  const card = await journey.phoneOf('officer', 'pages/card/card')
  await see(card, '竹岛街道联合工会')
  await see(card, /秒后换新码/)
  const told = await journey.phoneOf('officer', 'pages/inbox/inbox')
  await see(told, '您的会籍转到竹岛街道联合工会了')
  await journey.look(told, 'unions-member-told')

  const { card: mine, now } = await good(journey.world.as('officer')('membership.myCard', {}))
  const clerk = await journey.phoneOf('clerk', 'packages/merchant/counter/counter')
  await tap(clerk, '扫顾客的会员卡')
  const [chooser] = await Promise.all([clerk.waitForEvent('filechooser'), tap(clerk, '选一张图片')])
  const buffer = codeImage(makeCardCode(mine!, now), 430)
  await chooser.setFiles({ name: 'code.png', mimeType: 'image/png', buffer })
  await see(clerk, /有效/)
  await journey.noErrors()
}, 180_000)

test('an election that is overdue: seen, reported with its result, settled', async () => {
  const town = await journey.phoneOf('town', tree('竹岛街道总工会'))
  await tap(town, /家该换届了/)
  await see(town, /任期满了 1\d 天/)
  await journey.look(town, 'unions-terms', {
    persona: 'town',
    page: `packages/unions/terms/terms?desk=${encodeURIComponent(deskOf('竹岛街道总工会'))}`,
  })
  await tap(town, '竹岛街道联合工会')
  await tap(town, '报换届结果')
  await tap(town, '开始填')
  await turnTo(town, '哪天选的', '10日')
  await tap(town, '五年')
  await journey.look(town, 'unions-election')
  await tap(town, '下一步')
  await tap(town, '工会委员会')
  await fill(town, '姓名', '姜晓燕')
  await tap(town, '主席')
  await journey.look(town, 'unions-election-people')
  await tap(town, '下一步')
  await tap(town, '下一步')
  await handIn(town)

  const { id, version } = await waiting('county', '环翠区总工会', 'unionElection')
  await good(journey.world.as('county')('unions.decide', { caseId: id, version, act: 'approve', note: '' }))
  const again = await journey.phoneOf('town', tree('竹岛街道总工会'))
  await see(again, '下面的工会')
  expect(await shown(again, /家该换届了/).count()).toBe(0)
  const joint = named('竹岛街道联合工会')
  const page = `packages/unions/union/union?desk=${encodeURIComponent(deskOf('竹岛街道总工会'))}&id=${joint._id}`
  const one = await journey.phoneOf('town', page)
  await see(one, /2031年7月9日/)
  await see(one, '换届')
  await journey.look(one, 'unions-elected')
  await tap(one, '加一位')
  await fill(one, '手机号', '19900009007')
  await fill(one, '姓名', '宋丽华')
  await fill(one, '职务', '组织委员')
  await journey.look(one, 'unions-appoint')
  await tap(one, '加上')
  await see(one, '组织委员')
  await one.getByLabel('免去宋丽华').tap()
  await tap(one, '免去')
  await one.getByText('组织委员').filter({ visible: true }).waitFor({ state: 'detached' })
  await journey.noErrors()
}, 180_000)
