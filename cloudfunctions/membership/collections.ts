export { collections } from '../kernel/collections'
