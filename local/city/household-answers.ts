import { idNumberOf } from './identity'

/** A hardship form as a worker with an old parent fills it in. Sums in fen. */
export function householdAnswers(idNumber: string, incomeFen: number): Record<string, unknown> {
  return {
    district: '371002',
    members: [
      { relation: 'self', idNumber, incomeFen },
      { relation: 'parent', idNumber: idNumberOf('other', '1949-02-11', 44, 'female'), incomeFen: 240_000 },
    ],
    medicalFen: 1_380_000,
    tuitionFen: 0,
    otherRigidFen: 600_000,
    lossFen: 0,
    cause: 'familyIllness',
    bankAccount: '990000000000004419',
    bankName: '海岬银行',
    compareConsent: true,
    noticeConsent: true,
  }
}
