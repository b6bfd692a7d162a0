/** The SQL behind one name. */
export interface StatementText {
  readonly sql: string;
  /** It removes personal data: after its commit the log is emptied too, so that nothing of it stays in the file. */
  readonly erases?: boolean;
}
