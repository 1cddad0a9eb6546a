/** An error that the person at the terminal can mend: its text is all they need. */
export class Complaint extends Error {
  override readonly name = 'Complaint';
}
