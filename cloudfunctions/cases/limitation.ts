import { z } from 'zod'
import { limitationOf, type Claim, type Limitation } from '../../miniprogram/rules/limitation'
import { addDays, dayOf, sayDay, type Day } from '../../miniprogram/rules/days'
import { AppError } from '../kernel/errors'
import { aDay } from '../kernel/casework/form'
import type { CaseDocument, StoredForm } from '../kernel/casework/case'
import { field, type Reckoning, type Reminder } from '../kernel/casework/kind'

/**
 * The limitation guard of kinds about a dispute with an employer: what to ask, how the year is reckoned from it, what
 * the desk must know (劳动争议调解仲裁法 第27条). It warns, it never bars the way.
 */

/** What is asked, on one page of the form. `wages`: the matters that are about wages; the others run from knowing. */
export function limitationFields(page: number) {
  return {
    knewOn: aDay('请选是哪一天，记不准就选大概的').meta(
      field({ label: '哪天知道的', help: '记不准，选大概的一天', widget: 'day', page }),
    ),
    job: z.enum(['lasts', 'over'], { message: '请选还在不在那儿上班' }).meta(
      field({
        label: '还在那儿上班吗',
        widget: 'choice',
        options: [
          { value: 'lasts', label: '还在' },
          { value: 'over', label: '不在了' },
        ],
        page,
      }),
    ),
    jobEndedOn: aDay('请选最后上班的那天')
      .optional()
      .meta(
        field({
          label: '最后上班是哪天',
          widget: 'day',
          when: { field: 'job', is: ['over'] },
          wanted: true,
          page,
        }),
      ),
    asked: z
      .array(
        z.strictObject({
          on: aDay('请选要过的那天').meta(field({ label: '哪一天', widget: 'day' })),
          how: z.enum(['claimed', 'askedBody', 'otherSideAgreed'], { message: '请选是怎么要的' }).meta(
            field({
              label: '怎么要的',
              widget: 'choice',
              options: [
                { value: 'claimed', label: '找单位要过' },
                { value: 'askedBody', label: '找部门反映过' },
                { value: 'otherSideAgreed', label: '单位答应过' },
              ],
            }),
          ),
        }),
      )
      .max(20, '最多写 20 次')
      .optional()
      .meta(
        field({
          label: '要过吗，找过部门吗',
          help: '一次一条，留着证据。要过一次，期限从头算一年',
          widget: 'list',
          page,
        }),
      ),
  }
}

interface Answers {
  matter: string
  knewOn: Day
  job: 'lasts' | 'over'
  jobEndedOn?: Day
  asked?: { on: Day; how: Claim['interruptions'][number]['how'] }[]
}

/** Throws AppError when a day has not come yet. */
export function checkDays(answers: Record<string, unknown>, now: Date): void {
  const { knewOn, jobEndedOn, asked = [] } = answers as unknown as Answers
  const today = dayOf(now)
  if ([knewOn, jobEndedOn, ...asked.map(({ on }) => on)].some((day) => day !== undefined && day > today))
    throw new AppError('BAD_INPUT', '有个日子还没到。请再看一遍')
}

/** The limitation on a day, from what was filled in. */
export function limitationIn(form: StoredForm, on: Day): Limitation {
  const { matter, knewOn, job, jobEndedOn, asked = [] } = form as unknown as Answers
  return limitationOf(
    {
      about: matter === 'wages' ? 'wages' : 'other',
      knewOn,
      jobEndedOn: job === 'over' ? (jobEndedOn ?? knewOn) : null,
      interruptions: asked,
    },
    on,
  )
}

/** Its arithmetic for the worker. */
export function reckonLimitation(form: StoredForm, on: Day): Reckoning {
  const { lastDay, daysLeft, lines } = limitationIn(form, on)
  return {
    title: '申请仲裁的期限',
    lines:
      lastDay === null
        ? [{ label: '最后一天', value: '现在不限', note: '' }]
        : [
            { label: '最后一天', value: sayFull(lastDay), note: '' },
            { label: '还剩', value: daysLeft! < 0 ? '过了' : `${daysLeft} 天`, note: `从 ${sayDay(on)}算` },
          ],
    words: lines.join(''),
  }
}

/** For the desk, most urgent first; empty while there is time. */
export function limitationWarnings(standing: CaseDocument, now: Date): string[] {
  const { level, daysLeft, lastDay, aidFirst } = limitationIn(standing.form, dayOf(now))
  if (level === 'none' || lastDay === null) return []
  if (level === 'over') return [`时效可能已过（${sayFull(lastDay)}）。请律师看一看，有没有中断过`]
  if (aidFirst) return [daysLeft === 0 ? '时效今天到期，先援助后补手续' : `时效只剩 ${daysLeft} 天，先援助后补手续`]
  return [`时效还剩 ${daysLeft} 天，到 ${sayFull(lastDay)}`]
}

/** Two months, one month and a week before the last day, the applicant hears of it: each on its day. */
export function limitationReminders({ form, submittedAt }: Pick<CaseDocument, 'form' | 'submittedAt'>): Reminder[] {
  const { lastDay } = limitationIn(form, dayOf(submittedAt))
  if (lastDay === null) return []
  return [60, 30, 7].map((left) => ({
    on: addDays(lastDay, -left),
    title: `申请仲裁还剩 ${left} 天`,
    text: `最晚 ${sayFull(lastDay)}。办的人也知道；您自己先去申请也行，不收钱`,
  }))
}

/** Where else she may go, and by when: for words that end a matter without a result. */
export function sayArbitration(form: StoredForm, on: Day): string {
  const { lastDay, daysLeft } = limitationIn(form, on)
  if (lastDay === null) return '您可以去申请劳动仲裁，不收钱'
  if (daysLeft! < 0) return '仲裁的一年期限可能过了，请先找工会律师问问'
  return `您可以去申请劳动仲裁，不收钱，最晚 ${sayFull(lastDay)}`
}

export const sayFull = (day: Day) => `${day.slice(0, 4)}年${sayDay(day)}`
