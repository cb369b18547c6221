import { AppError } from '../kernel/errors'
import type { Question } from './interview'

/** MOVED_ON for a question that somebody acted on since the caller read it: says what was done, as far as it shows. */
export function movedOn(now: Question | null): AppError {
  return new AppError('MOVED_ON', now ? `${whatHappened(now)}。请看看现在的样子` : '这个问题没有了。请回到列表')
}

function whatHappened({ state, answers, seat }: Question): string {
  switch (state) {
    case 'withdrawn':
      return '提问的人刚刚收回了这个问题'
    case 'returned':
      return '另一位主持人刚刚退回了这个问题'
    case 'refused':
      return '另一位主持人刚刚没收这个问题'
    case 'merged':
      return '另一位主持人刚刚把它跟别的问题合在一起了'
    case 'waiting':
      return '另一位主持人刚刚改了这个问题'
    case 'accepted':
      if (answers.length > 0) return `${answers[answers.length - 1]!.name}刚刚答了这个问题，或改了答复`
      return seat ? '另一位主持人刚刚收下了这个问题，交给人答了' : '另一位主持人刚刚收下了这个问题'
  }
}
