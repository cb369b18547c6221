import { sayDay, type Day } from '../../miniprogram/rules/days'
import type { Answer, Commitment, Question, Telling } from './interview'

/**
 * What askers and followers of a question are told, in words. Titles speak to who asked: 您问的…; followers read 您关注的
 * instead (see tell-askers.ts).
 */

const LONGEST = 60
/** So much of it that one knows which it is. */
export const brief = (text: string, longest = LONGEST): string => {
  const letters = [...text.replace(/\s+/g, ' ')]
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : letters.join('')
}
const quoted = (text: string) => `“${brief(text, 20)}”`

export const returned = (why: string, at: Date): Telling => ({
  title: '您问的，请换个说法再问',
  text: `${why}。改好了再发一次就行`,
  at,
})

export const refused = (why: string, at: Date): Telling => ({ title: '您问的，这一场没有收', text: why, at })

export const merged = (into: Question, of: string[], at: Date): Telling => ({
  title: '您问的，跟别人的合在一起了',
  text: `合进了${quoted(into.text)}。您的一票还在，有人答了一样告诉您`,
  at,
  of,
})

export function answered({ text }: Question, answer: Answer, at: Date): Telling {
  const { kind, name, title, promise, due } = answer
  const who = `${name}（${title}）`
  switch (kind) {
    case 'answered':
      return { title: '您问的有人答了', text: `${quoted(text)}${who}说：${brief(answer.text)}`, at }
    case 'promised':
      return {
        title: '您问的有人答应了',
        text: `${who}答应：${promise!.what}。${sayDay(promise!.by)}前，${promise!.who}来办`,
        at,
      }
    case 'later':
      return { title: '您问的，定了日子答', text: `${quoted(text)}${sayDay(due!)}前答复您。${brief(answer.text)}`, at }
    case 'referred':
      return { title: '您问的转去办了', text: `${quoted(text)}已经转给工会去办，有了结果告诉您`, at }
  }
}

export const corrected = ({ text }: Question, { name }: Answer, why: string, at: Date): Telling => ({
  title: '您问的，答复更正了',
  text: `${quoted(text)}${name}改了答复：${brief(why)}。原来怎么说的也还看得到`,
  at,
})

export const kept = ({ text }: Question, { what, how }: Pick<Commitment, 'what' | 'how'>, at: Date): Telling => ({
  title: '您问的，答应的事办到了',
  text: `${quoted(text)}答应过：${what}。${brief(how)}`,
  at,
})

export const dropped = ({ text }: Question, { what, how }: Pick<Commitment, 'what' | 'how'>, at: Date): Telling => ({
  title: '您问的，答应的事办不了',
  text: `${quoted(text)}答应过：${what}。办不了的原因：${brief(how)}`,
  at,
})

export const moved = (
  { text }: Question,
  { what }: Pick<Commitment, 'what'>,
  to: Day,
  why: string,
  at: Date,
): Telling => ({
  title: '您问的，答应的日子改了',
  text: `${quoted(text)}答应过：${what}。改到${sayDay(to)}前，原因：${brief(why)}`,
  at,
})

export const referred = ({ text }: Question, orgName: string, at: Date): Telling => ({
  title: '您问的转去办了',
  text: `${quoted(text)}没来得及答，已经转给${orgName}去办，有了结果告诉您`,
  at,
})
