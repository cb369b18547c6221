import { z } from 'zod'

/** Letters of any script with `·`, `.` and single blanks between; at least two letters that can be seen. */
const NAME = /^(?!.*[\u115f\u1160\u3164\uffa0])\p{L}\p{M}*([·. ]?\p{L}\p{M}*)+\.?$/u

/** A name as it stands on an identity card, for forms. */
export const personName = z
  .string()
  .trim()
  .min(2, '请填身份证上的姓名')
  .max(20, '姓名最多 20 个字')
  .regex(NAME, '姓名里有不认识的符号，请照身份证填')
