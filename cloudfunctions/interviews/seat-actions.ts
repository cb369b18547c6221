import { action, type Action } from '../kernel/serve'
import { seatContract } from './seat-contract'
import { leaveSeat, mySeats, takeSeat } from './take-seat'

/** Interviewees: take a seat and leave it. */
export const seatActions: Record<string, Action> = {
  takeSeat: action('signedIn', seatContract.takeSeat, takeSeat),
  leaveSeat: action('signedIn', seatContract.leaveSeat, leaveSeat),
  seats: action('signedIn', seatContract.seats, mySeats),
}
