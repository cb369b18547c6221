import type { Page } from 'playwright-core'
import { callAs, good } from '../../local/call-as'
import { someId } from '../../local/city/identity'
import type { World } from '../areas/world'
import { worldOf } from './desk-cases'
import { fill, see, startJourney, tap, type Journey } from './support'

/**
 * Three ways into a union, by hand: through the employer, by the place where the employer has none, by industry for a
 * platform worker. Each is then found by the officer of that union: by name, by the end of the phone, of the ID number.
 */

let journey: Journey
let world: World
beforeAll(async () => {
  journey = await startJourney(60)
  world = worldOf(journey.started)
}, 120_000)
afterEach(() => journey.picture(expect.getState().currentTestName?.slice(-30) ?? 'end'))
afterAll(() => journey.close())

interface Way {
  who: string
  name: string
  idNumber: string
  work: string | RegExp
  officer: string
  union: string
  find(worker: Page): Promise<void>
  /** What the officer types. */
  typed(phoneTail: string): string
  way: string
}

const WAYS: Way[] = [
  {
    who: 'way-employer',
    name: '查单位',
    idNumber: someId(720),
    work: '单位职工',
    officer: 'officer',
    union: '海滨物业工会',
    async find(worker) {
      await fill(worker, /单位|工会/, '海滨物业')
    },
    typed: () => '查单位',
    way: '按名字',
  },
  {
    who: 'way-place',
    name: '查地方',
    idNumber: someId(721),
    work: '打零工、自己干',
    officer: 'town',
    union: '竹岛街道联合工会',
    async find(worker) {
      await tap(worker, '按干活的地方找')
      await tap(worker, '环翠区')
      await tap(worker, '竹岛街道')
    },
    typed: (phoneTail) => phoneTail,
    way: '手机后四位',
  },
  {
    who: 'way-platform',
    name: '查行业',
    idNumber: someId(722),
    work: '外卖、快递、网约车等',
    officer: 'county',
    union: '环翠区外卖配送行业工会',
    async find(worker) {
      await tap(worker, '按行业找')
      await tap(worker, /外卖/)
    },
    typed: () => someId(722).slice(-4),
    way: '身份证后四位',
  },
]

const openidOf = (who: string) => `preview-${who}`

async function handIn(worker: Page, { name, idNumber, work, find, union }: Way): Promise<void> {
  await tap(worker, '我看过，同意《隐私说明》')
  await tap(worker, '用微信手机号，下一步')
  await tap(worker, '允许')
  await fill(worker, '姓名', name)
  await fill(worker, '身份证号', idNumber)
  await tap(worker, '下一步')
  await tap(worker, work)
  await tap(worker, '下一步')
  await tap(worker, '按单位、地方或行业找')
  await find(worker)
  await tap(worker, union)
  await tap(worker, '下一步')
  await tap(worker, /^同意用身份证号/)
  await tap(worker, '交上去')
  await see(worker, '交上去了')
}

test.each(WAYS)(
  '$who joins $union, and its officer finds the new member $way',
  async (way) => {
    const worker = await journey.phoneOf(way.who, 'packages/membership/join/join')
    await handIn(worker, way)

    const mine = callAs(journey.started.cloud, openidOf(way.who))
    const made = (await good(mine('cases.mine', {}))).rows[0]!
    const decided = { caseId: made.id, version: made.version, act: 'approve', note: '' }
    await good(world.as(way.officer)('membership.decide', decided))

    const { phoneMasked, membership } = await good(mine('membership.me', {}))
    expect(membership).toMatchObject({ state: 'active', unionName: way.union })
    const { posts } = await good(world.as(way.officer)('membership.me', {}))
    const { desk } = posts.find(({ orgName }) => orgName === way.union)!
    const page = `packages/staff/members/members?desk=${encodeURIComponent(desk)}`
    const officer = await journey.phoneOf(way.officer, page)
    await tap(officer, way.way)
    await fill(officer, '找会员', way.typed(phoneMasked!.slice(-4)))
    await tap(officer, way.name)
    await see(officer, '您看这一页，记下来了，本人看得到')
    await see(officer, `9900**********${way.idNumber.slice(-4)}`)
    const { looks } = await good(mine('vault.looks', {}))
    expect(looks.map(({ title }) => title)).toEqual(['您的会员资料'])
    await journey.noErrors()
  },
  90_000,
)
