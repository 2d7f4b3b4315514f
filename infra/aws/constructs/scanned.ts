/**
 * Where GuardDuty looks for malicious software in what is attached, if the office asks for it: a bucket that forgets
 * within a day, a plan that tags what it has scanned, and the role the plan works with. What is kept for good is sealed,
 * and nobody could find anything in it.
 */
import { CfnMalwareProtectionPlan } from 'aws-cdk-lib/aws-guardduty';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Aws, CfnCondition, CfnParameter, type CfnResource, Fn, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { passingBucket } from './closed-bucket.ts';

const SERVICE = 'malware-protection-plan.guardduty.amazonaws.com';
const RULE = 'DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*';
const WHY =
  'Names are made when files come: the right is on the objects of the bucket that is scanned, and on the rules that GuardDuty itself names.';

export class Scanned extends Construct {
  /** Known before there is a bucket, so that a right can name it. */
  readonly arn: string;
  /** Its name where scanning is asked for, else nothing. */
  readonly variable: string;
  readonly why: readonly [string, string];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const asked = new CfnParameter(scope, 'ScanAttachments', {
      ...{ type: 'String', default: 'no', allowedValues: ['yes', 'no'] },
      description: 'Whether GuardDuty scans what is attached; where the region has Malware Protection for S3',
    });
    const condition = new CfnCondition(this, 'Asked', {
      expression: Fn.conditionEquals(asked.valueAsString, 'yes'),
    });
    const bucketName = `taizhang-scanned-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
    this.arn = `arn:${Aws.PARTITION}:s3:::${bucketName}`;
    this.variable = Fn.conditionIf(condition.logicalId, bucketName, '').toString();
    this.why = [`AwsSolutions-IAM5[Resource::${this.shown('/scan/*')}]`, WHY];
    const bucket = passingBucket(this, { bucketName });
    const role = this.role();
    const plan = new CfnMalwareProtectionPlan(this, 'Plan', {
      role: role.roleArn,
      protectedResource: { s3Bucket: { bucketName, objectPrefixes: ['scan/'] } },
      actions: { tagging: { status: 'ENABLED' } },
    });
    plan.node.addDependency(role, bucket);
    const parts = [bucket.node.defaultChild, role.node.defaultChild, plan];
    const policies = [
      bucket.policy?.node.defaultChild,
      role.node.tryFindChild('DefaultPolicy')?.node.defaultChild,
    ];
    for (const part of [...parts, ...policies])
      if (part !== undefined) (part as CfnResource).cfnOptions.condition = condition;
  }

  /** As the checker of rights writes it. */
  private shown(path: string): string {
    return `arn:<AWS::Partition>:s3:::taizhang-scanned-<AWS::AccountId>-<AWS::Region>${path}`;
  }

  /** The rights that the plan needs, as its documentation lists them, on this one bucket. */
  private role(): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal(SERVICE) });
    const rule = `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:rule/${RULE}`;
    const allow = (actions: readonly string[], resources: readonly string[], conditions = {}): void => {
      role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources], conditions }));
    };
    const managed = { StringLike: { 'events:ManagedBy': SERVICE } };
    const verbs = ['PutRule', 'DeleteRule', 'PutTargets', 'RemoveTargets'].map((verb) => `events:${verb}`);
    allow(verbs, [rule], managed);
    allow(['events:DescribeRule', 'events:ListTargetsByRule'], [rule]);
    const onBucket = ['PutBucketNotification', 'GetBucketNotification', 'ListBucket'];
    allow(
      onBucket.map((verb) => `s3:${verb}`),
      [this.arn],
    );
    const tagging = [
      'PutObjectTagging',
      'GetObjectTagging',
      'PutObjectVersionTagging',
      'GetObjectVersionTagging',
    ];
    const reading = ['GetObject', 'GetObjectVersion', ...tagging];
    allow(
      reading.map((verb) => `s3:${verb}`),
      [`${this.arn}/scan/*`],
    );
    allow(['s3:PutObject'], [`${this.arn}/malware-protection-resource-validation-object`]);
    const wide = [
      this.shown('/scan/*'),
      `arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:rule/${RULE}`,
    ];
    for (const one of wide)
      Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${one}]`, reason: WHY });
    return role;
  }
}
