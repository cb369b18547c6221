import { call } from '../../../client/call'
import type { Form } from '../../../client/forms'
import type { Me } from '../../../client/session'
import type { Draft } from '../../../components/case-form/draft'
import { allFields } from '../../../components/case-form/form'

/** The field that names a member, where an officer's record asks for one. */
export const memberFieldOf = (form: Pick<Form, 'pages'>): string | null =>
  allFields(form).find(({ widget }) => widget === 'member')?.name ?? null

/** Puts in the member whose page led here. Her name is read once more, from the officer's own desk. */
export async function putMember(form: Form, draft: Draft, me: Me, id: string): Promise<void> {
  const field = memberFieldOf(form)
  if (!field || !id) return
  draft.answers = { ...draft.answers, [field]: id }
  draft.titles = { ...draft.titles, [field]: (await nameOf(me, id)) || '从“我的会员”点开的这位' }
}

async function nameOf(me: Me, id: string): Promise<string> {
  const desk = me.posts.map((post) => post.desk).find((one) => one.endsWith('/officer'))
  if (!desk) return ''
  try {
    return (await call('membership.member', { desk, id })).member.name
  } catch {
    return ''
  }
}
