/** An error that the person at the terminal can mend: its text is all they need. */
export class Complaint extends Error {
  override readonly name: string = 'Complaint';
}

/** A complaint about the arguments themselves: the exit code is 2. */
export class WrongCall extends Complaint {
  override readonly name = 'WrongCall';
}

/** What a reader of values says: what is there and what was expected. Whose value it is knows `nameFlags` alone. */
export class WrongValue extends Error {
  override readonly name = 'WrongValue';

  constructor(now: string, wanted: string) {
    super(`${now}, expected ${wanted}`);
  }
}
