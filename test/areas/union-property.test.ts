import fc from 'fast-check'
import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import type { Org } from '../../cloudfunctions/kernel/orgs'
import type { Person } from '../../cloudfunctions/kernel/people'
import { joinAs } from '../../local/costs'
import { HAS_BELOW } from '../../miniprogram/rules/union-rules'
import { COUNTY, elected, faultsOf, openUnions, type Unions } from './union-world'

/**
 * Whatever officers decide, in whatever order, two at once or alone: the tree has no cycle and no orphan, paths are the
 * parents' chains, counts are the members below, every member belongs to one union that is there, nobody is lost.
 */

const MONDAY = '2026-07-13'
let u: Unions
beforeAll(async () => {
  u = await openUnions(MONDAY, 60)
}, 120_000)
afterAll(() => u.world.close())

let made = 0

/** Whoever answers a desk. */
const answering = (desk: string) =>
  (u.world.cloud.all('people') as Person[]).find(({ posts }) => posts.some((post) => post.desk === desk))?.openid

/** An application by the county's officer, decided by whoever has it; what may not be is refused in words. */
async function decided(kind: string, form: object): Promise<void> {
  const asked = await u.ask('county', kind, form)
  if (!asked.ok) return expect(asked.error.code).not.toBe('INTERNAL')
  const { id } = asked.data.case
  const { desk } = u.world.cloud.read('cases', id) as CaseDocument
  const officer = answering(desk!)
  // A union founded by chance has nobody at its desk yet; what it would decide waits there.
  if (!officer) return
  const answer = await u.decide(officer, id)
  if (!answer.ok) expect(answer.error.code).not.toBe('INTERNAL')
}

/** A worker joins; the union's officer approves, if it has one. */
async function joins(union: Org): Promise<void> {
  made += 1
  const handed = joinAs(u.world.cloud, u.world.url, `chance-${made}`, 500 + made, union._id)
  // The union may be dissolved at this very moment: then she is told, and chooses another.
  const standing = await handed.catch((error: Error) => expect(error.message).toContain('NOT_FOUND'))
  const officer = answering(`${union._id}/officer`)
  if (!standing || !officer) return
  const { id: caseId, version } = standing
  const answer = await u.world.as(officer)('membership.decide', { caseId, version, act: 'approve', note: '' })
  if (!answer.ok) expect(answer.error.code).not.toBe('INTERNAL')
}

type Pick = (count: number) => number

/** One change by chance: its kind and the unions it is about. */
async function change(what: number, pick: Pick): Promise<void> {
  const county = u.named(COUNTY)._id
  const there = u.unions().filter(({ status, scopes }) => status === 'active' && scopes.includes(county))
  const some = (list: Org[]) => list[pick(list.length)]!
  const leaf = some(there.filter(({ level }) => level === 'grassroots'))
  const parent = some(there.filter(({ form }) => HAS_BELOW.includes(form)))
  const other = some(there)
  made += 1
  const beginning = {
    name: `机缘${made}号工会`,
    form: (['grassrootsUnion', 'jointUnion', 'regionalUnion'] as const)[pick(3)]!,
    workers: 30,
    members: 3,
    takes: 'yes',
    phone: '0631-5180009',
    ...elected('2026-07-01', { leads: 'organiser' }),
  }
  const employers = [{ name: `机缘${made}厂` }, { name: `机缘${made}店` }]
  const leaving = [{ name: leaf.employers[0] ?? '没有' }]
  switch (what) {
    case 0:
      return decided('unionFounding', { parent: parent._id, ...beginning, employers, preparers: '于海' })
    case 1:
      return decided('unionMerging', { union: leaf._id, into: other._id, why: '机缘' })
    case 2:
      return decided('unionSplitting', { union: leaf._id, ...beginning, form: 'jointUnion', employers: leaving })
    case 3:
      return decided('unionMoving', { union: leaf._id, parent: parent._id, why: '机缘' })
    case 4:
      return decided('unionDissolving', { union: leaf._id, cause: 'other', on: MONDAY, why: '机缘', into: other._id })
    case 5:
      return decided('unionUpgrading', { union: leaf._id, form: 'unionAlliance', name: leaf.name, why: '机缘' })
    default:
      return joins(leaf)
  }
}

test('the tree stays a tree, and its members stay its members', async () => {
  let worked = 0
  const living = new Set(u.living().map(({ person }) => person))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(6), fc.array(fc.nat(9999), { minLength: 8, maxLength: 8 }), fc.boolean()), {
        minLength: 8,
        maxLength: 12,
      }),
      async (changes) => {
        let running: Promise<void>[] = []
        for (const [what, chances, alone] of changes) {
          let drawn = 0
          running.push(change(what, (count) => chances[drawn++ % chances.length]! % count))
          if (!alone && running.length < 3) continue
          await Promise.all(running)
          running = []
        }
        await Promise.all(running)
        await u.follow()
        u.wait(1)
        await u.follow()
        expect(faultsOf(u.unions(), u.living())).toEqual([])
        const now = u.living().map(({ person }) => person)
        expect(new Set(now).size).toBe(now.length)
        expect([...living].filter((person) => !now.includes(person))).toEqual([])
        now.forEach((person) => living.add(person))
        worked = u.unions().reduce((sum, { history }) => sum + history.filter((line) => line.case !== null).length, 0)
      },
    ),
    { numRuns: 4, seed: 20260713, endOnFailure: true },
  )
  // Chance has changed something.
  expect(worked).toBeGreaterThan(10)
}, 240_000)
