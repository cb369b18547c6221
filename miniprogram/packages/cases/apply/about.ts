import { call, type OutputOf } from '../../../client/call'
import type { Form } from '../../../client/forms'
import type { Me } from '../../../client/session'
import type { Draft } from '../../../components/case-form/draft'
import { allFields, isEmpty } from '../../../components/case-form/form'
import { putMember } from './about-member'
import { putShop } from './about-shop'

type Union = OutputOf<'unions.union'>['union']

/** Puts in whom or what the page that led here is about: a member, a union, a shop. */
export async function putAbout(form: Form, draft: Draft, me: Me, id: string): Promise<void> {
  await putMember(form, draft, me, id)
  await putShop(form, draft, id)
  const field = unionFieldOf(form)
  if (!field || !id) return
  const union = await findUnion(me, id)
  draft.answers = { ...draft.answers, [field]: id, ...knownOf(form, draft, union) }
  draft.titles = { ...draft.titles, [field]: union?.name ?? '刚才点开的工会' }
}

/** The first union that a form of the unions' own asks for is the one it is about. */
export function unionFieldOf(form: Pick<Form, 'kind' | 'pages'>): string | null {
  if (!form.kind.startsWith('union')) return null
  return allFields(form).find(({ widget }) => widget === 'union')?.name ?? null
}

/** What is known of the union goes in where nothing was answered yet. */
export function knownOf(form: Pick<Form, 'kind' | 'pages'>, { answers }: Pick<Draft, 'answers'>, union: Union | null) {
  if (!union || (form.kind !== 'unionElection' && form.kind !== 'unionUpgrading')) return {}
  const known: Record<string, unknown> = { workers: union.workers || undefined, name: union.name }
  const asked = allFields(form).map(({ name }) => name)
  return Object.fromEntries(
    Object.entries(known).filter(
      ([name, value]) => value !== undefined && asked.includes(name) && isEmpty(answers[name]),
    ),
  )
}

/** Read from whichever desk of the officer's it belongs to; null when none, or there is no network now. */
async function findUnion(me: Me, id: string): Promise<Union | null> {
  for (const { desk } of me.posts.filter((post) => post.desk.endsWith('/officer'))) {
    try {
      return (await call('unions.union', { desk, union: id })).union
    } catch {
      // Not below this desk; perhaps below another of hers.
    }
  }
  return null
}
