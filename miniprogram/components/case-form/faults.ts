import { idNumberFault, sayIdNumberFault, tidyIdNumber } from '../../rules/id-number'
import { moneyText, tidyDigits, type PlainField } from './values'

/** What is wrong with one answer, in words that say what to do. */

/** Beyond these a limit is the number type's, not the form's. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER

/** What is wrong, or null. `now` in milliseconds. Of a list: only how many entries it has. */
export function faultOf(field: PlainField, answer: unknown, now: number): string | null {
  if (Array.isArray(answer)) return faultOfMany(field, answer)
  const text = answer === undefined || answer === null || answer === false ? '' : String(answer).trim()
  if (!text) return field.required ? missingWords(field) : null
  switch (field.widget) {
    case 'idNumber': {
      const fault = idNumberFault(tidyIdNumber(text), now)
      // Somebody of the family may well be a child; who applies is looked at by the cloud.
      return fault && fault !== 'tooYoung' ? sayIdNumberFault(fault) : null
    }
    case 'phone':
      return /^1\d{10}$/.test(tidyDigits(text)) ? null : '手机号是 11 位。请再看一遍'
    case 'bankAccount':
      return /^\d{12,22}$/.test(tidyDigits(text)) ? null : '银行卡号是 12 到 22 位数字。请对着卡再看一遍'
    case 'choice':
      return field.options.some((option) => option.value === answer) ? null : missingWords(field)
    case 'money':
      return typeof answer === 'number' ? faultOfSize(field, answer, moneyText) : '只填数字，比如 1200 或 1200.5'
    case 'number':
      return typeof answer === 'number' ? faultOfSize(field, answer, String) : '只填数字，比如 3'
    case 'day':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? null : missingWords(field)
    default:
      if (field.maxLength !== null && [...text].length > field.maxLength) return `最多 ${field.maxLength} 个字`
      return null
  }
}

function faultOfMany(field: PlainField, answer: unknown[]): string | null {
  if (answer.length === 0) return field.required ? missingWords(field) : null
  if (field.widget === 'list' && field.greatest !== null && answer.length > field.greatest)
    return `最多填 ${field.greatest} 个`
  return null
}

function faultOfSize({ least, greatest, unit }: PlainField, value: number, say: (value: number) => string) {
  const words = (limit: number) => (unit ? `${say(limit)} ${unit}` : say(limit))
  if (least !== null && least > -NO_LIMIT && value < least) return `最少 ${words(least)}`
  if (greatest !== null && greatest < NO_LIMIT && value > greatest)
    return `最多 ${words(greatest)}，请看看是不是多打了 0`
  return null
}

function missingWords({ label, widget }: PlainField): string {
  switch (widget) {
    case 'union':
      return '请先找到您的工会'
    case 'consent':
      return '要您打勾同意，才能交'
    case 'choice':
      return `请选一个：${label}`
    case 'choices':
      return `请至少勾一个：${label}`
    case 'shop':
      return '请从“我的店”点进来'
    case 'day':
    case 'time':
    case 'place':
    case 'spot':
      return `请选：${label}`
    case 'list':
      return `请至少填一个：${label}`
    default:
      return `请填${label}`
  }
}
