/**
 * Who and what a certificate or a statement of origin speaks of: the part of a question that no rule looks at. Names are
 * those of the WCO Data Model's information package for certificates of origin.
 */
export interface CertificateFacts {
  /** The certificate's own number, and that of the invoice or other document on which a statement is made out. */
  readonly number?: string;
  readonly issueDate?: string;
  readonly issuePlace?: string;
  readonly exporter?: CertificateParty;
  readonly producer?: CertificateParty;
  readonly importer?: CertificateParty;
  readonly consignee?: CertificateParty;
  readonly goods?: {
    readonly description?: string;
    readonly marks?: string;
    readonly packages?: string;
    readonly invoice?: string;
    readonly invoiceDate?: string;
  };
  readonly transport?: string;
  /** First and last day of the shipments that one certificate covers. */
  readonly from?: string;
  readonly to?: string;
}

export interface CertificateParty {
  readonly name: string;
  readonly identifier?: string;
  readonly address?: string;
  readonly country?: string;
}
