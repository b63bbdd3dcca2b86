"""Amazon CloudFront before a bucket nobody else can read: one template of CloudFormation.

Headers stand in a policy of CloudFront, as its functions do not run for answers of 400 and more
(Developer Guide, Restrictions on all edge functions). A function chooses by language, leads on from old
addresses and names the page of a folder. There is one page of errors for all editions: a distribution
has no more. Nothing is logged, as the template asks for no log. Types, how long a file is kept, and
which files are saved and not shown, stand with the files in the bucket: publishing puts them there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from editions.model.hosts.cloudfront_function import function_of
from editions.model.hosts.table import TWO_YEARS, Hosting

#: Headers that have a place of their own in a policy, and may stand nowhere else.
_SECURITY = (
    "Content-Security-Policy", "Referrer-Policy", "Strict-Transport-Security",
    "X-Content-Type-Options", "X-Frame-Options",
)  # fmt: skip
#: Where CloudFormation takes certificates and functions of CloudFront from.
_REGION = "us-east-1"


def cloudfront_files(hosting: Hosting) -> dict[str, str]:
    """Return the template, by name."""
    return {"cloudfront.yaml": "".join(_template(hosting))}


def _template(hosting: Hosting) -> Iterator[str]:
    yield f"""\
# A stack of CloudFormation, made and changed by:
#   aws cloudformation deploy --region {_REGION} --template-file cloudfront.yaml --stack-name NAME \\
#     --parameter-overrides Bucket=BUCKET Host=www.example.org Certificate=ARN
AWSTemplateFormatVersion: "2010-09-09"
Description: "A static site: a bucket, and CloudFront as the only one who reads it."
Parameters:
  Bucket:
    Type: String
    Description: "The bucket to make, and to publish to."
  Host:
    Type: String
    Description: "The host readers ask for."
  Certificate:
    Type: String
    Description: "The ARN of the certificate of this host, from ACM in {_REGION}."
Outputs:
  Name:
    Description: "Where the name of the host has to lead, by CNAME or ALIAS."
    Value: {_attribute("Site", "DomainName")}
Resources:
"""
    yield _RESOURCES
    yield _headers_policy(hosting.headers)
    yield _function(hosting)
    yield _distribution(hosting)


_RESOURCES = """\
  Store:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      BucketName: {"Ref": "Bucket"}
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
  Reading:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: {"Ref": "Store"}
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {"Service": "cloudfront.amazonaws.com"}
            Action: "s3:GetObject"
            Resource: {"Fn::Sub": "${Store.Arn}/*"}
            Condition:
              StringEquals:
                "AWS:SourceArn":
                  Fn::Sub: "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Site}"
  Access:
    Type: AWS::CloudFront::OriginAccessControl
    Properties:
      OriginAccessControlConfig:
        Name: {"Ref": "AWS::StackName"}
        OriginAccessControlOriginType: s3
        SigningBehavior: always
        SigningProtocol: sigv4
  # What is to be asked for again is asked for again here, too, after a second: with 0 nothing would be
  # compressed. So a publication is seen at once, and nothing has to be taken back.
  Cache:
    Type: AWS::CloudFront::CachePolicy
    Properties:
      CachePolicyConfig:
        Name: {"Ref": "AWS::StackName"}
        MinTTL: 1
        DefaultTTL: 1
        MaxTTL: 31536000
        ParametersInCacheKeyAndForwardedToOrigin:
          EnableAcceptEncodingBrotli: true
          EnableAcceptEncodingGzip: true
          CookiesConfig: {"CookieBehavior": "none"}
          HeadersConfig: {"HeaderBehavior": "none"}
          QueryStringsConfig: {"QueryStringBehavior": "none"}
"""


def _headers_policy(headers: Mapping[str, str]) -> str:
    """Return a policy: what has a place of its own goes there, the rest is a list."""
    listed = "".join(
        f"            - Header: {_text(name)}\n"
        f"              Value: {_text(value)}\n"
        "              Override: true\n"
        for name, value in headers.items()
        if name not in _SECURITY
    )
    return f"""\
  Headers:
    Type: AWS::CloudFront::ResponseHeadersPolicy
    Properties:
      ResponseHeadersPolicyConfig:
        Name: {{"Ref": "AWS::StackName"}}
        SecurityHeadersConfig:
          ContentSecurityPolicy:
            ContentSecurityPolicy: {_text(headers["Content-Security-Policy"])}
            Override: true
          ReferrerPolicy:
            ReferrerPolicy: {_text(headers["Referrer-Policy"])}
            Override: true
          StrictTransportSecurity:
            AccessControlMaxAgeSec: {TWO_YEARS}
            IncludeSubdomains: true
            Preload: false
            Override: true
          ContentTypeOptions:
            Override: true
          FrameOptions:
            FrameOption: {_text(headers["X-Frame-Options"])}
            Override: true
        CustomHeadersConfig:
          Items:
{listed}"""


def _function(hosting: Hosting) -> str:
    code = "".join(f"        {line}\n" for line in function_of(hosting).splitlines())
    return f"""\
  Asked:
    Type: AWS::CloudFront::Function
    Properties:
      Name: {{"Ref": "AWS::StackName"}}
      AutoPublish: true
      FunctionConfig:
        Comment: "Languages at the top, old addresses, pages of folders"
        Runtime: cloudfront-js-2.0
      FunctionCode: |
{code}"""


def _distribution(hosting: Hosting) -> str:
    at = hosting.prefix
    errors = "".join(
        f"""\
          - ErrorCode: {code}
            ErrorCachingMinTTL: 10
            ResponseCode: 404
            ResponsePagePath: {_text(f"{at}/404.html")}
"""
        # Who may not list a bucket is told 403 of what is not in it.
        for code in (403, 404)
    )
    return f"""\
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Aliases: [{{"Ref": "Host"}}]
        DefaultRootObject: index.html
        HttpVersion: http2and3
        IPV6Enabled: true
        Origins:
          - Id: store
            DomainName: {_attribute("Store", "RegionalDomainName")}
            OriginAccessControlId: {_attribute("Access", "Id")}
            S3OriginConfig: {{"OriginAccessIdentity": ""}}
        DefaultCacheBehavior:
          TargetOriginId: store
          ViewerProtocolPolicy: redirect-to-https
          AllowedMethods: [GET, HEAD]
          Compress: true
          CachePolicyId: {{"Ref": "Cache"}}
          ResponseHeadersPolicyId: {{"Ref": "Headers"}}
          FunctionAssociations:
            - EventType: viewer-request
              FunctionARN: {_attribute("Asked", "FunctionARN")}
        CustomErrorResponses:
{errors}\
        ViewerCertificate:
          AcmCertificateArn: {{"Ref": "Certificate"}}
          MinimumProtocolVersion: TLSv1.2_2021
          SslSupportMethod: sni-only
"""


def _attribute(resource: str, name: str) -> str:
    return f'{{"Fn::GetAtt": ["{resource}", "{name}"]}}'


def _text(value: str) -> str:
    """Return a text in the form JSON and YAML share."""
    return json.dumps(value)
