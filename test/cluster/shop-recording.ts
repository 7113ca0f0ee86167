import { parseRecording } from '../../src/cluster/parse-recording.ts';
import type { Recording } from '../../src/cluster/recording-format.ts';

const text = `
apiVersion: kubewhy/v1
kind: Recording
at: "2026-11-22T10:00:00Z"
cluster: shop-test
namespace: shop
---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata:
      { name: web-1, namespace: shop, uid: u-web-1, labels: { app: web, tier: front }, creationTimestamp: "2026-11-22T09:00:00Z" }
    spec: { nodeName: node-a, containers: [{ name: app, image: shop/web:v1 }] }
    status: { phase: Running, containerStatuses: [{ name: app, state: { running: { startedAt: "2026-11-22T09:00:01Z" } } }] }
  - apiVersion: v1
    kind: Pod
    metadata: { name: web-2, namespace: shop, uid: u-web-2, labels: { app: web, tier: back } }
    spec: { nodeName: node-b, containers: [{ name: app, image: shop/web:v1 }] }
    status: { phase: Pending, containerStatuses: [{ name: app, state: { waiting: { reason: ImagePullBackOff } } }] }
  - apiVersion: v1
    kind: Pod
    metadata: { name: api-1, namespace: other, uid: u-api-1, labels: { app: api } }
    spec: { nodeName: node-a, containers: [{ name: app, image: shop/api:v1 }] }
---
apiVersion: v1
kind: Node
metadata: { name: node-a, uid: u-node-a }
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
  annotations: { kubectl.kubernetes.io/last-applied-configuration: '{"data":{"MODE":"fast-lane"}}' }
data: { MODE: fast-lane }
binaryData: { LOGO: aGVsbG8= }
---
apiVersion: v1
kind: Secret
metadata: { name: keys, namespace: shop }
type: Opaque
data: { password: aHVudGVyMg== }
---
apiVersion: v1
kind: Event
metadata: { name: web-2.1, namespace: shop }
involvedObject: { kind: Pod, namespace: shop, name: web-2, uid: u-web-2 }
type: Warning
reason: Failed
message: image not found
eventTime: null
---
apiVersion: v1
kind: Event
metadata: { name: web-1.1, namespace: shop }
involvedObject: { kind: Pod, namespace: shop, name: web-1, uid: u-web-1 }
type: Normal
reason: Pulled
---
apiVersion: kubewhy/v1
kind: Log
metadata: { namespace: shop, name: web-1 }
container: app
previous: false
text: |
  one
  two
  three
`;

/** A small shop: two pods of web, one of api, and what belongs to them. */
export const shopRecording = (): Recording => {
  const parsed = parseRecording(text, 'shop.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.complaint));
  return parsed.recording;
};
