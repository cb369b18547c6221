import { dayOf } from '../../miniprogram/rules/days'
import { entryOfAct } from '../kernel/casework/act-entry'
import { storyLink, type CaseDocument } from '../kernel/casework/case'
import * as engine from '../kernel/casework/engine'
import { settingAt } from '../kernel/casework/setting'
import { add } from '../kernel/casework/store'
import type { Transaction } from '../kernel/cloud'
import { notFound } from '../kernel/errors'
import { caseNumber, idFrom } from '../kernel/ids'
import { append } from '../kernel/ledger'
import { chainOfOrg } from '../kernel/orgs'
import type { Interview, Question } from './interview'
import { interviewQuestion as kind } from './kinds/interview-question'

/** A question becomes an application with its own clock, in its asker's name. */

export const referralId = (question: string): string => idFrom('case', kind.kind, question)

/** The application as it will be handed in, outside any transaction. Its id follows from the question: one question, one application. */
export async function prepareReferral(session: Interview, question: Question, now: Date): Promise<CaseDocument> {
  const chain = await chainOfOrg(session.org, now)
  if (!chain?.length) throw notFound('办这一场的工会')
  const id = referralId(question._id)
  const made = engine.open(
    kind,
    {
      id,
      number: caseNumber(id, dayOf(now)),
      area: 'interviews',
      person: question.person,
      openid: question.openid,
      name: question.name,
      form: { text: question.text, topic: session.topic },
      facts: { question: question._id, interview: session._id },
      titles: {},
      chain,
      papers: [],
      intent: id,
      openKey: id,
      filedBy: null,
      proxyOpenid: null,
    },
    await settingAt(now),
  )
  const [first] = made.story
  return {
    ...made,
    story: [{ ...first!, title: '您在微访谈里问的，转成了申请' }],
    news: {
      title: '您问的转去办了',
      text: `${made.orgName}会答复您。哪天前答复，点开就能看到`,
      at: now,
      unread: true,
      link: storyLink(made),
    },
  }
}

/** Hands it in within the transaction that marks the question. Two requests. */
export async function handInReferral(transaction: Transaction, made: CaseDocument, now: Date): Promise<void> {
  await add(transaction, made)
  await append(transaction, entryOfAct(kind, made, 'application.submitted', now))
}
