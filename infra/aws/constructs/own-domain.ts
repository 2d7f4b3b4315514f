/** The office's own domain, where one is given: its certificate, its record, and what answers under it. */
import { CfnApiMapping, CfnDomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { CfnCondition, CfnOutput, type CfnParameter, CfnRule, Fn } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** What whoever deploys says of the door. */
export type Parameters = Readonly<
  Record<
    | ('officeId' | 'officeName' | 'domain' | 'certificate' | 'zone')
    | ('firewall' | 'perSecond' | 'burst' | 'atOnce'),
    CfnParameter
  >
>;
type Answering = { readonly apiId: string; readonly stage: string };

export class OwnDomain extends Construct {
  readonly given: CfnCondition;
  /** The firewall is asked for; it needs a domain. */
  readonly shielded: CfnCondition;
  readonly address: string;
  readonly #name: CfnDomainName;

  constructor(scope: Construct, id: string, parameters: Parameters) {
    super(scope, id);
    const domain = parameters.domain.valueAsString;
    this.address = `https://${domain}`;
    this.given = this.when('Given', Fn.conditionNot(Fn.conditionEquals(domain, '')));
    this.shielded = this.when('Shielded', Fn.conditionEquals(parameters.firewall.valueAsString, 'yes'));
    this.refuseHalves(parameters);
    this.#name = new CfnDomainName(this, 'Name', {
      domainName: domain,
      domainNameConfigurations: [
        {
          certificateArn: parameters.certificate.valueAsString,
          ...{ endpointType: 'REGIONAL', securityPolicy: 'TLS_1_2' },
        },
      ],
    });
    this.#name.cfnOptions.condition = this.given;
    this.record(domain, parameters.zone.valueAsString);
    const output = new CfnOutput(this, 'DomainTarget', { value: this.#name.attrRegionalDomainName });
    output.overrideLogicalId('DomainTarget');
    output.condition = this.given;
  }

  /** The pages themselves, or what stands before them. */
  answeredBy(pages: Answering, shield: Answering): void {
    const either = (one: string, other: string): string =>
      Fn.conditionIf(this.shielded.logicalId, one, other).toString();
    const mapping = new CfnApiMapping(this, 'Mapping', {
      apiId: either(shield.apiId, pages.apiId),
      domainName: this.#name.ref,
      stage: either(shield.stage, pages.stage),
    });
    mapping.cfnOptions.condition = this.given;
  }

  private when(id: string, expression: ReturnType<typeof Fn.conditionEquals>): CfnCondition {
    return new CfnCondition(this, id, { expression });
  }

  /** CloudFormation says these before it makes anything. */
  private refuseHalves({ domain, certificate, firewall, zone }: Parameters): void {
    const given = (one: typeof domain) => Fn.conditionNot(Fn.conditionEquals(one.valueAsString, ''));
    const without = [certificate, zone].map((one) => Fn.conditionEquals(one.valueAsString, ''));
    const noFirewall = Fn.conditionEquals(firewall.valueAsString, 'no');
    new CfnRule(this, 'DomainAndCertificate', {
      assertions: [
        {
          assert: Fn.conditionOr(
            Fn.conditionAnd(given(domain), given(certificate)),
            Fn.conditionAnd(Fn.conditionNot(given(domain)), ...without, noFirewall),
          ),
          assertDescription:
            'DomainName and CertificateArn stand together; HostedZoneId and Firewall need them',
        },
      ],
    });
  }

  private record(domain: string, zone: string): void {
    const inZone = this.when(
      'InZone',
      Fn.conditionAnd(this.given, Fn.conditionNot(Fn.conditionEquals(zone, ''))),
    );
    const record = new CfnRecordSet(this, 'Record', {
      ...{ name: domain, type: 'A', hostedZoneId: zone },
      aliasTarget: {
        dnsName: this.#name.attrRegionalDomainName,
        hostedZoneId: this.#name.attrRegionalHostedZoneId,
      },
    });
    record.cfnOptions.condition = inZone;
  }
}
