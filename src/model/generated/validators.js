// Generated from schemas/wpk.v1.schema.json by `npm run codegen`; do not edit.
/* oxlint-disable */
var e = (e, t) => () => (t || (e((t = { exports: {} }).exports, t, t.exports), e = null), t.exports), t = e(((e) => {
 Object.defineProperty(e, "__esModule", { value: !0 });
 function t(e) {
  let t = e.length, n = 0, r = 0, i;
  for (; r < t;) n++, i = e.charCodeAt(r++), i >= 55296 && i <= 56319 && r < t && (i = e.charCodeAt(r), (i & 64512) == 56320 && r++);
  return n;
 }
 e.default = t, t.code = "require(\"ajv/dist/runtime/ucs2length\").default";
})), n = e(((e, t) => {
 t.exports = function e(t, n) {
  if (t === n) return !0;
  if (t && n && typeof t == "object" && typeof n == "object") {
   if (t.constructor !== n.constructor) return !1;
   var r, i, a;
   if (Array.isArray(t)) {
    if (r = t.length, r != n.length) return !1;
    for (i = r; i-- !== 0;) if (!e(t[i], n[i])) return !1;
    return !0;
   }
   if (t.constructor === RegExp) return t.source === n.source && t.flags === n.flags;
   if (t.valueOf !== Object.prototype.valueOf) return t.valueOf() === n.valueOf();
   if (t.toString !== Object.prototype.toString) return t.toString() === n.toString();
   if (a = Object.keys(t), r = a.length, r !== Object.keys(n).length) return !1;
   for (i = r; i-- !== 0;) if (!Object.prototype.hasOwnProperty.call(n, a[i])) return !1;
   for (i = r; i-- !== 0;) {
    var o = a[i];
    if (!e(t[o], n[o])) return !1;
   }
   return !0;
  }
  return t !== t && n !== n;
 };
})), r = e(((e) => {
 Object.defineProperty(e, "__esModule", { value: !0 });
 let t = n();
 t.code = "require(\"ajv/dist/runtime/equal\").default", e.default = t;
}));
const i = C, a = t().default, o = RegExp("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", "u"), s = RegExp("^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?$", "u"), c = {
 type: "object",
 additionalProperties: !1,
 required: ["runtime", "handlers"],
 properties: {
  runtime: { $ref: "#/$defs/Runtime" },
  inputs: {
   type: "object",
   additionalProperties: !0
  },
  safety: { $ref: "#/$defs/Safety" },
  triggers: {
   type: "array",
   items: { $ref: "#/$defs/Trigger" },
   maxItems: 64
  },
  handlers: {
   type: "array",
   items: { $ref: "#/$defs/Step" },
   minItems: 1,
   maxItems: 1e5
  },
  rollback: { $ref: "#/$defs/Rollback" },
  validation: { $ref: "#/$defs/Validation" },
  monitoring: { $ref: "#/$defs/Monitoring" },
  concurrency: { $ref: "#/$defs/Concurrency" },
  maxParallel: {
   type: "integer",
   minimum: 1,
   maximum: 256
  }
 }
}, l = {
 type: "object",
 additionalProperties: !1,
 required: ["type"],
 properties: {
  type: { enum: [
   "k8s",
   "docker",
   "shell"
  ] },
  requirements: {
   type: "object",
   additionalProperties: !1,
   properties: {
    kubernetes: { type: "string" },
    tools: {
     type: "array",
     items: { type: "string" }
    },
    secrets: {
     type: "array",
     items: { type: "string" }
    },
    workflows: {
     type: "array",
     items: {
      type: "object",
      additionalProperties: !1,
      required: ["workflow", "digest"],
      properties: {
       workflow: {
        type: "string",
        pattern: "^[a-z0-9-]+@.+$"
       },
       digest: {
        type: "string",
        pattern: "^sha256:[0-9a-f]{64}$"
       }
      }
     }
    }
   }
  }
 }
}, u = {
 type: "object",
 additionalProperties: !1,
 properties: {
  mode: { enum: ["manual", "auto"] },
  allowedRoles: {
   type: "array",
   items: { type: "string" }
  },
  approval: {
   type: "object",
   additionalProperties: !1,
   properties: {
    approvers: {
     type: "integer",
     minimum: 1,
     maximum: 10
    },
    expiresIn: {
     type: "string",
     pattern: "^[0-9]{1,9}(ms|s|m|h|d)$"
    },
    separateFromRequester: { type: "boolean" }
   }
  },
  dryRun: {
   type: "object",
   additionalProperties: !1,
   properties: { requiredClass: { enum: ["safe", "caution"] } }
  },
  blastRadius: {
   type: "object",
   additionalProperties: !1,
   properties: {
    maxPods: {
     type: "integer",
     minimum: 0
    },
    maxNamespaces: {
     type: "integer",
     minimum: 0
    }
   }
  }
 }
}, d = {
 type: "object",
 required: ["type"],
 properties: { type: { enum: [
  "webhook",
  "schedule",
  "event"
 ] } }
}, f = {
 type: "object",
 additionalProperties: !1,
 properties: {
  metrics: {
   type: "array",
   maxItems: 100,
   items: {
    type: "object",
    additionalProperties: !1,
    required: [
     "name",
     "type",
     "value"
    ],
    properties: {
     name: {
      type: "string",
      pattern: "^[a-zA-Z_:][a-zA-Z0-9_:]*$"
     },
     type: { enum: [
      "gauge",
      "counter",
      "histogram"
     ] },
     value: {
      type: "string",
      minLength: 1
     },
     help: { type: "string" }
    }
   }
  },
  alerts: {
   type: "array",
   maxItems: 100,
   items: {
    type: "object",
    additionalProperties: !1,
    required: [
     "name",
     "when",
     "notify"
    ],
    properties: {
     name: {
      type: "string",
      pattern: "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$"
     },
     when: {
      type: "string",
      minLength: 1
     },
     notify: {
      type: "string",
      minLength: 1
     }
    }
   }
  }
 }
}, p = {
 type: "object",
 additionalProperties: !1,
 required: ["key"],
 properties: {
  key: {
   type: "string",
   minLength: 1
  },
  limit: {
   type: "integer",
   minimum: 1,
   maximum: 1e3
  },
  policy: { enum: [
   "queue",
   "replace",
   "reject"
  ] }
 }
}, m = Object.prototype.hasOwnProperty, h = RegExp("^[a-z0-9-]+@.+$", "u"), ee = RegExp("^sha256:[0-9a-f]{64}$", "u"), g = RegExp("^[0-9]{1,9}(ms|s|m|h|d)$", "u"), te = RegExp("^([0-9]{1,6}(\\.[0-9]{1,3})?|[0-9]{1,9}m)$", "u"), ne = RegExp("^[0-9]{1,12}(Ki|Mi|Gi|k|M|G)?$", "u"), re = RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "u"), ie = RegExp("^[a-zA-Z_:][a-zA-Z0-9_:]*$", "u"), _ = {
 type: "object",
 additionalProperties: !1,
 required: ["name"],
 properties: {
  name: {
   type: "string",
   pattern: "^[A-Za-z][A-Za-z0-9_-]{0,62}$"
  },
  type: { $ref: "#/$defs/StepType" },
  action: {
   type: "string",
   minLength: 1
  },
  with: {
   type: "object",
   additionalProperties: !0
  },
  needs: {
   type: "array",
   items: { type: "string" },
   uniqueItems: !0
  },
  when: {
   type: "string",
   minLength: 1
  },
  forEach: {
   type: "string",
   minLength: 1
  },
  parallel: {
   type: "integer",
   minimum: 1,
   maximum: 256
  },
  retry: { $ref: "#/$defs/Retry" },
  timeout: {
   type: "string",
   pattern: "^([0-9]{1,9}(ms|s|m|h|d)|\\$\\{\\{.+\\}\\})$"
  },
  onInterrupt: { enum: [
   "verify",
   "retry",
   "ask"
  ] },
  probe: { $ref: "#/$defs/Probe" },
  onError: { enum: [
   "fail",
   "continue",
   "rollback"
  ] },
  outputs: {
   type: "object",
   additionalProperties: {
    type: "object",
    additionalProperties: !0
   }
  },
  concurrency: { $ref: "#/$defs/Concurrency" }
 }
}, v = { enum: [
 "k8s",
 "docker",
 "shell",
 "script",
 "http",
 "prometheus",
 "vault",
 "notify",
 "wait",
 "check",
 "approval",
 "workflow",
 "recipe"
] }, y = {
 type: "object",
 additionalProperties: !1,
 required: ["attempts"],
 properties: {
  attempts: {
   type: ["integer", "string"],
   minimum: 1,
   maximum: 100,
   pattern: "^\\$\\{\\{.+\\}\\}$"
  },
  backoff: {
   type: "object",
   additionalProperties: !1,
   properties: {
    initial: {
     type: "string",
     pattern: "^([0-9]{1,9}(ms|s|m|h|d)|\\$\\{\\{.+\\}\\})$"
    },
    factor: {
     type: "number",
     minimum: 1,
     maximum: 10
    },
    max: {
     type: "string",
     pattern: "^([0-9]{1,9}(ms|s|m|h|d)|\\$\\{\\{.+\\}\\})$"
    },
    jitter: { type: "boolean" }
   }
  },
  on: {
   type: "array",
   uniqueItems: !0,
   items: { enum: [
    "timeout",
    "conflict",
    "unavailable",
    "throttled",
    "failed"
   ] }
  }
 }
}, ae = {
 type: "object",
 additionalProperties: !1,
 required: ["with"],
 properties: {
  type: { enum: [
   "shell",
   "script",
   "http"
  ] },
  with: {
   type: "object",
   additionalProperties: !0
  },
  timeout: {
   type: "string",
   pattern: "^[0-9]{1,9}(ms|s|m|h|d)$"
  }
 }
}, oe = r().default, se = RegExp("^[A-Za-z][A-Za-z0-9_-]{0,62}$", "u"), ce = RegExp("^\\$\\{\\{.+\\}\\}$", "u"), le = RegExp("^([0-9]{1,9}(ms|s|m|h|d)|\\$\\{\\{.+\\}\\})$", "u");
function b(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = b.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.name === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "name" },
    message: "must have required property 'name'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (!m.call(_.properties, n)) {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.name !== void 0) {
   let n = e.name;
   if (typeof n == "string") {
    if (!se.test(n)) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/pattern",
      keyword: "pattern",
      params: { pattern: "^[A-Za-z][A-Za-z0-9_-]{0,62}$" },
      message: "must match pattern \"^[A-Za-z][A-Za-z0-9_-]{0,62}$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/name",
     schemaPath: "#/properties/name/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.type !== void 0) {
   let n = e.type;
   if (n !== "k8s" && n !== "docker" && n !== "shell" && n !== "script" && n !== "http" && n !== "prometheus" && n !== "vault" && n !== "notify" && n !== "wait" && n !== "check" && n !== "approval" && n !== "workflow" && n !== "recipe") {
    let e = {
     instancePath: t + "/type",
     schemaPath: "#/$defs/StepType/enum",
     keyword: "enum",
     params: { allowedValues: v.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.action !== void 0) {
   let n = e.action;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/action",
      schemaPath: "#/properties/action/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/action",
     schemaPath: "#/properties/action/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.with !== void 0) {
   let n = e.with;
   if (!n || typeof n != "object" || Array.isArray(n)) {
    let e = {
     instancePath: t + "/with",
     schemaPath: "#/properties/with/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.needs !== void 0) {
   let n = e.needs;
   if (Array.isArray(n)) {
    let e = n.length;
    for (let r = 0; r < e; r++) if (typeof n[r] != "string") {
     let e = {
      instancePath: t + "/needs/" + r,
      schemaPath: "#/properties/needs/items/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    let r = n.length, i;
    if (r > 1) {
     let e = {};
     for (; r--;) {
      let a = n[r];
      if (typeof a == "string") {
       if (typeof e[a] == "number") {
        i = e[a];
        let n = {
         instancePath: t + "/needs",
         schemaPath: "#/properties/needs/uniqueItems",
         keyword: "uniqueItems",
         params: {
          i: r,
          j: i
         },
         message: "must NOT have duplicate items (items ## " + i + " and " + r + " are identical)"
        };
        s === null ? s = [n] : s.push(n), c++;
        break;
       }
       e[a] = r;
      }
     }
    }
   } else {
    let e = {
     instancePath: t + "/needs",
     schemaPath: "#/properties/needs/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.when !== void 0) {
   let n = e.when;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/when",
      schemaPath: "#/properties/when/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/when",
     schemaPath: "#/properties/when/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.forEach !== void 0) {
   let n = e.forEach;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/forEach",
      schemaPath: "#/properties/forEach/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/forEach",
     schemaPath: "#/properties/forEach/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.parallel !== void 0) {
   let n = e.parallel;
   if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
    let e = {
     instancePath: t + "/parallel",
     schemaPath: "#/properties/parallel/type",
     keyword: "type",
     params: { type: "integer" },
     message: "must be integer"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (typeof n == "number" && isFinite(n)) {
    if (n > 256 || isNaN(n)) {
     let e = {
      instancePath: t + "/parallel",
      schemaPath: "#/properties/parallel/maximum",
      keyword: "maximum",
      params: {
       comparison: "<=",
       limit: 256
      },
      message: "must be <= 256"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n < 1 || isNaN(n)) {
     let e = {
      instancePath: t + "/parallel",
      schemaPath: "#/properties/parallel/minimum",
      keyword: "minimum",
      params: {
       comparison: ">=",
       limit: 1
      },
      message: "must be >= 1"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   }
  }
  if (e.retry !== void 0) {
   let n = e.retry;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    if (n.attempts === void 0) {
     let e = {
      instancePath: t + "/retry",
      schemaPath: "#/$defs/Retry/required",
      keyword: "required",
      params: { missingProperty: "attempts" },
      message: "must have required property 'attempts'"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    for (let e in n) if (e !== "attempts" && e !== "backoff" && e !== "on") {
     let n = {
      instancePath: t + "/retry",
      schemaPath: "#/$defs/Retry/additionalProperties",
      keyword: "additionalProperties",
      params: { additionalProperty: e },
      message: "must NOT have additional properties"
     };
     s === null ? s = [n] : s.push(n), c++;
    }
    if (n.attempts !== void 0) {
     let e = n.attempts;
     if ((typeof e != "number" || e % 1 || isNaN(e) || !isFinite(e)) && typeof e != "string") {
      let e = {
       instancePath: t + "/retry/attempts",
       schemaPath: "#/$defs/Retry/properties/attempts/type",
       keyword: "type",
       params: { type: y.properties.attempts.type },
       message: "must be integer,string"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
     if (typeof e == "number" && isFinite(e)) {
      if (e > 100 || isNaN(e)) {
       let e = {
        instancePath: t + "/retry/attempts",
        schemaPath: "#/$defs/Retry/properties/attempts/maximum",
        keyword: "maximum",
        params: {
         comparison: "<=",
         limit: 100
        },
        message: "must be <= 100"
       };
       s === null ? s = [e] : s.push(e), c++;
      }
      if (e < 1 || isNaN(e)) {
       let e = {
        instancePath: t + "/retry/attempts",
        schemaPath: "#/$defs/Retry/properties/attempts/minimum",
        keyword: "minimum",
        params: {
         comparison: ">=",
         limit: 1
        },
        message: "must be >= 1"
       };
       s === null ? s = [e] : s.push(e), c++;
      }
     }
     if (typeof e == "string" && !ce.test(e)) {
      let e = {
       instancePath: t + "/retry/attempts",
       schemaPath: "#/$defs/Retry/properties/attempts/pattern",
       keyword: "pattern",
       params: { pattern: "^\\$\\{\\{.+\\}\\}$" },
       message: "must match pattern \"^\\$\\{\\{.+\\}\\}$\""
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
    if (n.backoff !== void 0) {
     let e = n.backoff;
     if (e && typeof e == "object" && !Array.isArray(e)) {
      for (let n in e) if (n !== "initial" && n !== "factor" && n !== "max" && n !== "jitter") {
       let e = {
        instancePath: t + "/retry/backoff",
        schemaPath: "#/$defs/Retry/properties/backoff/additionalProperties",
        keyword: "additionalProperties",
        params: { additionalProperty: n },
        message: "must NOT have additional properties"
       };
       s === null ? s = [e] : s.push(e), c++;
      }
      if (e.initial !== void 0) {
       let n = e.initial;
       if (typeof n == "string") {
        if (!le.test(n)) {
         let e = {
          instancePath: t + "/retry/backoff/initial",
          schemaPath: "#/$defs/Retry/properties/backoff/properties/initial/pattern",
          keyword: "pattern",
          params: { pattern: "^([0-9]{1,9}(ms|s|m|h|d)|\\$\\{\\{.+\\}\\})$" },
          message: "must match pattern \"^([0-9]{1,9}(ms|s|m|h|d)|\\$\\{\\{.+\\}\\})$\""
         };
         s === null ? s = [e] : s.push(e), c++;
        }
       } else {
        let e = {
         instancePath: t + "/retry/backoff/initial",
         schemaPath: "#/$defs/Retry/properties/backoff/properties/initial/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        s === null ? s = [e] : s.push(e), c++;
       }
      }
      if (e.factor !== void 0) {
       let n = e.factor;
       if (typeof n == "number" && isFinite(n)) {
        if (n > 10 || isNaN(n)) {
         let e = {
          instancePath: t + "/retry/backoff/factor",
          schemaPath: "#/$defs/Retry/properties/backoff/properties/factor/maximum",
          keyword: "maximum",
          params: {
           comparison: "<=",
           limit: 10
          },
          message: "must be <= 10"
         };
         s === null ? s = [e] : s.push(e), c++;
        }
        if (n < 1 || isNaN(n)) {
         let e = {
          instancePath: t + "/retry/backoff/factor",
          schemaPath: "#/$defs/Retry/properties/backoff/properties/factor/minimum",
          keyword: "minimum",
          params: {
           comparison: ">=",
           limit: 1
          },
          message: "must be >= 1"
         };
         s === null ? s = [e] : s.push(e), c++;
        }
       } else {
        let e = {
         instancePath: t + "/retry/backoff/factor",
         schemaPath: "#/$defs/Retry/properties/backoff/properties/factor/type",
         keyword: "type",
         params: { type: "number" },
         message: "must be number"
        };
        s === null ? s = [e] : s.push(e), c++;
       }
      }
      if (e.max !== void 0) {
       let n = e.max;
       if (typeof n == "string") {
        if (!le.test(n)) {
         let e = {
          instancePath: t + "/retry/backoff/max",
          schemaPath: "#/$defs/Retry/properties/backoff/properties/max/pattern",
          keyword: "pattern",
          params: { pattern: "^([0-9]{1,9}(ms|s|m|h|d)|\\$\\{\\{.+\\}\\})$" },
          message: "must match pattern \"^([0-9]{1,9}(ms|s|m|h|d)|\\$\\{\\{.+\\}\\})$\""
         };
         s === null ? s = [e] : s.push(e), c++;
        }
       } else {
        let e = {
         instancePath: t + "/retry/backoff/max",
         schemaPath: "#/$defs/Retry/properties/backoff/properties/max/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        s === null ? s = [e] : s.push(e), c++;
       }
      }
      if (e.jitter !== void 0 && typeof e.jitter != "boolean") {
       let e = {
        instancePath: t + "/retry/backoff/jitter",
        schemaPath: "#/$defs/Retry/properties/backoff/properties/jitter/type",
        keyword: "type",
        params: { type: "boolean" },
        message: "must be boolean"
       };
       s === null ? s = [e] : s.push(e), c++;
      }
     } else {
      let e = {
       instancePath: t + "/retry/backoff",
       schemaPath: "#/$defs/Retry/properties/backoff/type",
       keyword: "type",
       params: { type: "object" },
       message: "must be object"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
    if (n.on !== void 0) {
     let e = n.on;
     if (Array.isArray(e)) {
      let n = e.length;
      for (let r = 0; r < n; r++) {
       let n = e[r];
       if (n !== "timeout" && n !== "conflict" && n !== "unavailable" && n !== "throttled" && n !== "failed") {
        let e = {
         instancePath: t + "/retry/on/" + r,
         schemaPath: "#/$defs/Retry/properties/on/items/enum",
         keyword: "enum",
         params: { allowedValues: y.properties.on.items.enum },
         message: "must be equal to one of the allowed values"
        };
        s === null ? s = [e] : s.push(e), c++;
       }
      }
      let r = e.length, i;
      if (r > 1) {
       outer0: for (; r--;) for (i = r; i--;) if (oe(e[r], e[i])) {
        let e = {
         instancePath: t + "/retry/on",
         schemaPath: "#/$defs/Retry/properties/on/uniqueItems",
         keyword: "uniqueItems",
         params: {
          i: r,
          j: i
         },
         message: "must NOT have duplicate items (items ## " + i + " and " + r + " are identical)"
        };
        s === null ? s = [e] : s.push(e), c++;
        break outer0;
       }
      }
     } else {
      let e = {
       instancePath: t + "/retry/on",
       schemaPath: "#/$defs/Retry/properties/on/type",
       keyword: "type",
       params: { type: "array" },
       message: "must be array"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/retry",
     schemaPath: "#/$defs/Retry/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.timeout !== void 0) {
   let n = e.timeout;
   if (typeof n == "string") {
    if (!le.test(n)) {
     let e = {
      instancePath: t + "/timeout",
      schemaPath: "#/properties/timeout/pattern",
      keyword: "pattern",
      params: { pattern: "^([0-9]{1,9}(ms|s|m|h|d)|\\$\\{\\{.+\\}\\})$" },
      message: "must match pattern \"^([0-9]{1,9}(ms|s|m|h|d)|\\$\\{\\{.+\\}\\})$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/timeout",
     schemaPath: "#/properties/timeout/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.onInterrupt !== void 0) {
   let n = e.onInterrupt;
   if (n !== "verify" && n !== "retry" && n !== "ask") {
    let e = {
     instancePath: t + "/onInterrupt",
     schemaPath: "#/properties/onInterrupt/enum",
     keyword: "enum",
     params: { allowedValues: _.properties.onInterrupt.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.probe !== void 0) {
   let n = e.probe;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    if (n.with === void 0) {
     let e = {
      instancePath: t + "/probe",
      schemaPath: "#/$defs/Probe/required",
      keyword: "required",
      params: { missingProperty: "with" },
      message: "must have required property 'with'"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    for (let e in n) if (e !== "type" && e !== "with" && e !== "timeout") {
     let n = {
      instancePath: t + "/probe",
      schemaPath: "#/$defs/Probe/additionalProperties",
      keyword: "additionalProperties",
      params: { additionalProperty: e },
      message: "must NOT have additional properties"
     };
     s === null ? s = [n] : s.push(n), c++;
    }
    if (n.type !== void 0) {
     let e = n.type;
     if (e !== "shell" && e !== "script" && e !== "http") {
      let e = {
       instancePath: t + "/probe/type",
       schemaPath: "#/$defs/Probe/properties/type/enum",
       keyword: "enum",
       params: { allowedValues: ae.properties.type.enum },
       message: "must be equal to one of the allowed values"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
    if (n.with !== void 0) {
     let e = n.with;
     if (!e || typeof e != "object" || Array.isArray(e)) {
      let e = {
       instancePath: t + "/probe/with",
       schemaPath: "#/$defs/Probe/properties/with/type",
       keyword: "type",
       params: { type: "object" },
       message: "must be object"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
    if (n.timeout !== void 0) {
     let e = n.timeout;
     if (typeof e == "string") {
      if (!g.test(e)) {
       let e = {
        instancePath: t + "/probe/timeout",
        schemaPath: "#/$defs/Probe/properties/timeout/pattern",
        keyword: "pattern",
        params: { pattern: "^[0-9]{1,9}(ms|s|m|h|d)$" },
        message: "must match pattern \"^[0-9]{1,9}(ms|s|m|h|d)$\""
       };
       s === null ? s = [e] : s.push(e), c++;
      }
     } else {
      let e = {
       instancePath: t + "/probe/timeout",
       schemaPath: "#/$defs/Probe/properties/timeout/type",
       keyword: "type",
       params: { type: "string" },
       message: "must be string"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/probe",
     schemaPath: "#/$defs/Probe/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.onError !== void 0) {
   let n = e.onError;
   if (n !== "fail" && n !== "continue" && n !== "rollback") {
    let e = {
     instancePath: t + "/onError",
     schemaPath: "#/properties/onError/enum",
     keyword: "enum",
     params: { allowedValues: _.properties.onError.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.outputs !== void 0) {
   let n = e.outputs;
   if (n && typeof n == "object" && !Array.isArray(n)) for (let e in n) {
    let r = n[e];
    if (!r || typeof r != "object" || Array.isArray(r)) {
     let n = {
      instancePath: t + "/outputs/" + e.replace(/~/g, "~0").replace(/\//g, "~1"),
      schemaPath: "#/properties/outputs/additionalProperties/type",
      keyword: "type",
      params: { type: "object" },
      message: "must be object"
     };
     s === null ? s = [n] : s.push(n), c++;
    }
   }
   else {
    let e = {
     instancePath: t + "/outputs",
     schemaPath: "#/properties/outputs/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.concurrency !== void 0) {
   let n = e.concurrency;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    if (n.key === void 0) {
     let e = {
      instancePath: t + "/concurrency",
      schemaPath: "#/$defs/Concurrency/required",
      keyword: "required",
      params: { missingProperty: "key" },
      message: "must have required property 'key'"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    for (let e in n) if (e !== "key" && e !== "limit" && e !== "policy") {
     let n = {
      instancePath: t + "/concurrency",
      schemaPath: "#/$defs/Concurrency/additionalProperties",
      keyword: "additionalProperties",
      params: { additionalProperty: e },
      message: "must NOT have additional properties"
     };
     s === null ? s = [n] : s.push(n), c++;
    }
    if (n.key !== void 0) {
     let e = n.key;
     if (typeof e == "string") {
      if (a(e) < 1) {
       let e = {
        instancePath: t + "/concurrency/key",
        schemaPath: "#/$defs/Concurrency/properties/key/minLength",
        keyword: "minLength",
        params: { limit: 1 },
        message: "must NOT have fewer than 1 characters"
       };
       s === null ? s = [e] : s.push(e), c++;
      }
     } else {
      let e = {
       instancePath: t + "/concurrency/key",
       schemaPath: "#/$defs/Concurrency/properties/key/type",
       keyword: "type",
       params: { type: "string" },
       message: "must be string"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
    if (n.limit !== void 0) {
     let e = n.limit;
     if (typeof e != "number" || e % 1 || isNaN(e) || !isFinite(e)) {
      let e = {
       instancePath: t + "/concurrency/limit",
       schemaPath: "#/$defs/Concurrency/properties/limit/type",
       keyword: "type",
       params: { type: "integer" },
       message: "must be integer"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
     if (typeof e == "number" && isFinite(e)) {
      if (e > 1e3 || isNaN(e)) {
       let e = {
        instancePath: t + "/concurrency/limit",
        schemaPath: "#/$defs/Concurrency/properties/limit/maximum",
        keyword: "maximum",
        params: {
         comparison: "<=",
         limit: 1e3
        },
        message: "must be <= 1000"
       };
       s === null ? s = [e] : s.push(e), c++;
      }
      if (e < 1 || isNaN(e)) {
       let e = {
        instancePath: t + "/concurrency/limit",
        schemaPath: "#/$defs/Concurrency/properties/limit/minimum",
        keyword: "minimum",
        params: {
         comparison: ">=",
         limit: 1
        },
        message: "must be >= 1"
       };
       s === null ? s = [e] : s.push(e), c++;
      }
     }
    }
    if (n.policy !== void 0) {
     let e = n.policy;
     if (e !== "queue" && e !== "replace" && e !== "reject") {
      let e = {
       instancePath: t + "/concurrency/policy",
       schemaPath: "#/$defs/Concurrency/properties/policy/enum",
       keyword: "enum",
       params: { allowedValues: p.properties.policy.enum },
       message: "must be equal to one of the allowed values"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/concurrency",
     schemaPath: "#/$defs/Concurrency/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return b.errors = s, c === 0;
}
b.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
function x(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: a = {} } = {}) {
 let o = null, s = 0, c = x.evaluated;
 if (c.dynamicProps && (c.props = void 0), c.dynamicItems && (c.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  for (let n in e) if (n !== "auto" && n !== "handlers") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   o === null ? o = [e] : o.push(e), s++;
  }
  if (e.auto !== void 0 && typeof e.auto != "boolean") {
   let e = {
    instancePath: t + "/auto",
    schemaPath: "#/properties/auto/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   o === null ? o = [e] : o.push(e), s++;
  }
  if (e.handlers !== void 0) {
   let n = e.handlers;
   if (Array.isArray(n)) {
    if (n.length > 1e3) {
     let e = {
      instancePath: t + "/handlers",
      schemaPath: "#/properties/handlers/maxItems",
      keyword: "maxItems",
      params: { limit: 1e3 },
      message: "must NOT have more than 1000 items"
     };
     o === null ? o = [e] : o.push(e), s++;
    }
    if (n.length < 1) {
     let e = {
      instancePath: t + "/handlers",
      schemaPath: "#/properties/handlers/minItems",
      keyword: "minItems",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 items"
     };
     o === null ? o = [e] : o.push(e), s++;
    }
    let e = n.length;
    for (let r = 0; r < e; r++) b(n[r], {
     instancePath: t + "/handlers/" + r,
     parentData: n,
     parentDataProperty: r,
     rootData: i,
     dynamicAnchors: a
    }) || (o = o === null ? b.errors : o.concat(b.errors), s = o.length);
   } else {
    let e = {
     instancePath: t + "/handlers",
     schemaPath: "#/properties/handlers/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    o === null ? o = [e] : o.push(e), s++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  o === null ? o = [e] : o.push(e), s++;
 }
 return x.errors = o, s === 0;
}
x.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
function S(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: s = {} } = {}) {
 let _ = null, v = 0, y = S.evaluated;
 if (y.dynamicProps && (y.props = void 0), y.dynamicItems && (y.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.runtime === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "runtime" },
    message: "must have required property 'runtime'"
   };
   _ === null ? _ = [e] : _.push(e), v++;
  }
  if (e.handlers === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "handlers" },
    message: "must have required property 'handlers'"
   };
   _ === null ? _ = [e] : _.push(e), v++;
  }
  for (let n in e) if (!m.call(c.properties, n)) {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   _ === null ? _ = [e] : _.push(e), v++;
  }
  if (e.runtime !== void 0) {
   let n = e.runtime;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    if (n.type === void 0) {
     let e = {
      instancePath: t + "/runtime",
      schemaPath: "#/$defs/Runtime/required",
      keyword: "required",
      params: { missingProperty: "type" },
      message: "must have required property 'type'"
     };
     _ === null ? _ = [e] : _.push(e), v++;
    }
    for (let e in n) if (e !== "type" && e !== "requirements") {
     let n = {
      instancePath: t + "/runtime",
      schemaPath: "#/$defs/Runtime/additionalProperties",
      keyword: "additionalProperties",
      params: { additionalProperty: e },
      message: "must NOT have additional properties"
     };
     _ === null ? _ = [n] : _.push(n), v++;
    }
    if (n.type !== void 0) {
     let e = n.type;
     if (e !== "k8s" && e !== "docker" && e !== "shell") {
      let e = {
       instancePath: t + "/runtime/type",
       schemaPath: "#/$defs/Runtime/properties/type/enum",
       keyword: "enum",
       params: { allowedValues: l.properties.type.enum },
       message: "must be equal to one of the allowed values"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
    }
    if (n.requirements !== void 0) {
     let e = n.requirements;
     if (e && typeof e == "object" && !Array.isArray(e)) {
      for (let n in e) if (n !== "kubernetes" && n !== "tools" && n !== "secrets" && n !== "workflows") {
       let e = {
        instancePath: t + "/runtime/requirements",
        schemaPath: "#/$defs/Runtime/properties/requirements/additionalProperties",
        keyword: "additionalProperties",
        params: { additionalProperty: n },
        message: "must NOT have additional properties"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
      if (e.kubernetes !== void 0 && typeof e.kubernetes != "string") {
       let e = {
        instancePath: t + "/runtime/requirements/kubernetes",
        schemaPath: "#/$defs/Runtime/properties/requirements/properties/kubernetes/type",
        keyword: "type",
        params: { type: "string" },
        message: "must be string"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
      if (e.tools !== void 0) {
       let n = e.tools;
       if (Array.isArray(n)) {
        let e = n.length;
        for (let r = 0; r < e; r++) if (typeof n[r] != "string") {
         let e = {
          instancePath: t + "/runtime/requirements/tools/" + r,
          schemaPath: "#/$defs/Runtime/properties/requirements/properties/tools/items/type",
          keyword: "type",
          params: { type: "string" },
          message: "must be string"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
       } else {
        let e = {
         instancePath: t + "/runtime/requirements/tools",
         schemaPath: "#/$defs/Runtime/properties/requirements/properties/tools/type",
         keyword: "type",
         params: { type: "array" },
         message: "must be array"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
      if (e.secrets !== void 0) {
       let n = e.secrets;
       if (Array.isArray(n)) {
        let e = n.length;
        for (let r = 0; r < e; r++) if (typeof n[r] != "string") {
         let e = {
          instancePath: t + "/runtime/requirements/secrets/" + r,
          schemaPath: "#/$defs/Runtime/properties/requirements/properties/secrets/items/type",
          keyword: "type",
          params: { type: "string" },
          message: "must be string"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
       } else {
        let e = {
         instancePath: t + "/runtime/requirements/secrets",
         schemaPath: "#/$defs/Runtime/properties/requirements/properties/secrets/type",
         keyword: "type",
         params: { type: "array" },
         message: "must be array"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
      if (e.workflows !== void 0) {
       let n = e.workflows;
       if (Array.isArray(n)) {
        let e = n.length;
        for (let r = 0; r < e; r++) {
         let e = n[r];
         if (e && typeof e == "object" && !Array.isArray(e)) {
          if (e.workflow === void 0) {
           let e = {
            instancePath: t + "/runtime/requirements/workflows/" + r,
            schemaPath: "#/$defs/Runtime/properties/requirements/properties/workflows/items/required",
            keyword: "required",
            params: { missingProperty: "workflow" },
            message: "must have required property 'workflow'"
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
          if (e.digest === void 0) {
           let e = {
            instancePath: t + "/runtime/requirements/workflows/" + r,
            schemaPath: "#/$defs/Runtime/properties/requirements/properties/workflows/items/required",
            keyword: "required",
            params: { missingProperty: "digest" },
            message: "must have required property 'digest'"
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
          for (let n in e) if (n !== "workflow" && n !== "digest") {
           let e = {
            instancePath: t + "/runtime/requirements/workflows/" + r,
            schemaPath: "#/$defs/Runtime/properties/requirements/properties/workflows/items/additionalProperties",
            keyword: "additionalProperties",
            params: { additionalProperty: n },
            message: "must NOT have additional properties"
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
          if (e.workflow !== void 0) {
           let n = e.workflow;
           if (typeof n == "string") {
            if (!h.test(n)) {
             let e = {
              instancePath: t + "/runtime/requirements/workflows/" + r + "/workflow",
              schemaPath: "#/$defs/Runtime/properties/requirements/properties/workflows/items/properties/workflow/pattern",
              keyword: "pattern",
              params: { pattern: "^[a-z0-9-]+@.+$" },
              message: "must match pattern \"^[a-z0-9-]+@.+$\""
             };
             _ === null ? _ = [e] : _.push(e), v++;
            }
           } else {
            let e = {
             instancePath: t + "/runtime/requirements/workflows/" + r + "/workflow",
             schemaPath: "#/$defs/Runtime/properties/requirements/properties/workflows/items/properties/workflow/type",
             keyword: "type",
             params: { type: "string" },
             message: "must be string"
            };
            _ === null ? _ = [e] : _.push(e), v++;
           }
          }
          if (e.digest !== void 0) {
           let n = e.digest;
           if (typeof n == "string") {
            if (!ee.test(n)) {
             let e = {
              instancePath: t + "/runtime/requirements/workflows/" + r + "/digest",
              schemaPath: "#/$defs/Runtime/properties/requirements/properties/workflows/items/properties/digest/pattern",
              keyword: "pattern",
              params: { pattern: "^sha256:[0-9a-f]{64}$" },
              message: "must match pattern \"^sha256:[0-9a-f]{64}$\""
             };
             _ === null ? _ = [e] : _.push(e), v++;
            }
           } else {
            let e = {
             instancePath: t + "/runtime/requirements/workflows/" + r + "/digest",
             schemaPath: "#/$defs/Runtime/properties/requirements/properties/workflows/items/properties/digest/type",
             keyword: "type",
             params: { type: "string" },
             message: "must be string"
            };
            _ === null ? _ = [e] : _.push(e), v++;
           }
          }
         } else {
          let e = {
           instancePath: t + "/runtime/requirements/workflows/" + r,
           schemaPath: "#/$defs/Runtime/properties/requirements/properties/workflows/items/type",
           keyword: "type",
           params: { type: "object" },
           message: "must be object"
          };
          _ === null ? _ = [e] : _.push(e), v++;
         }
        }
       } else {
        let e = {
         instancePath: t + "/runtime/requirements/workflows",
         schemaPath: "#/$defs/Runtime/properties/requirements/properties/workflows/type",
         keyword: "type",
         params: { type: "array" },
         message: "must be array"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
     } else {
      let e = {
       instancePath: t + "/runtime/requirements",
       schemaPath: "#/$defs/Runtime/properties/requirements/type",
       keyword: "type",
       params: { type: "object" },
       message: "must be object"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/runtime",
     schemaPath: "#/$defs/Runtime/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    _ === null ? _ = [e] : _.push(e), v++;
   }
  }
  if (e.inputs !== void 0) {
   let n = e.inputs;
   if (!n || typeof n != "object" || Array.isArray(n)) {
    let e = {
     instancePath: t + "/inputs",
     schemaPath: "#/properties/inputs/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    _ === null ? _ = [e] : _.push(e), v++;
   }
  }
  if (e.safety !== void 0) {
   let n = e.safety;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    for (let e in n) if (e !== "mode" && e !== "allowedRoles" && e !== "approval" && e !== "dryRun" && e !== "blastRadius") {
     let n = {
      instancePath: t + "/safety",
      schemaPath: "#/$defs/Safety/additionalProperties",
      keyword: "additionalProperties",
      params: { additionalProperty: e },
      message: "must NOT have additional properties"
     };
     _ === null ? _ = [n] : _.push(n), v++;
    }
    if (n.mode !== void 0) {
     let e = n.mode;
     if (e !== "manual" && e !== "auto") {
      let e = {
       instancePath: t + "/safety/mode",
       schemaPath: "#/$defs/Safety/properties/mode/enum",
       keyword: "enum",
       params: { allowedValues: u.properties.mode.enum },
       message: "must be equal to one of the allowed values"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
    }
    if (n.allowedRoles !== void 0) {
     let e = n.allowedRoles;
     if (Array.isArray(e)) {
      let n = e.length;
      for (let r = 0; r < n; r++) if (typeof e[r] != "string") {
       let e = {
        instancePath: t + "/safety/allowedRoles/" + r,
        schemaPath: "#/$defs/Safety/properties/allowedRoles/items/type",
        keyword: "type",
        params: { type: "string" },
        message: "must be string"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
     } else {
      let e = {
       instancePath: t + "/safety/allowedRoles",
       schemaPath: "#/$defs/Safety/properties/allowedRoles/type",
       keyword: "type",
       params: { type: "array" },
       message: "must be array"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
    }
    if (n.approval !== void 0) {
     let e = n.approval;
     if (e && typeof e == "object" && !Array.isArray(e)) {
      for (let n in e) if (n !== "approvers" && n !== "expiresIn" && n !== "separateFromRequester") {
       let e = {
        instancePath: t + "/safety/approval",
        schemaPath: "#/$defs/Safety/properties/approval/additionalProperties",
        keyword: "additionalProperties",
        params: { additionalProperty: n },
        message: "must NOT have additional properties"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
      if (e.approvers !== void 0) {
       let n = e.approvers;
       if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
        let e = {
         instancePath: t + "/safety/approval/approvers",
         schemaPath: "#/$defs/Safety/properties/approval/properties/approvers/type",
         keyword: "type",
         params: { type: "integer" },
         message: "must be integer"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
       if (typeof n == "number" && isFinite(n)) {
        if (n > 10 || isNaN(n)) {
         let e = {
          instancePath: t + "/safety/approval/approvers",
          schemaPath: "#/$defs/Safety/properties/approval/properties/approvers/maximum",
          keyword: "maximum",
          params: {
           comparison: "<=",
           limit: 10
          },
          message: "must be <= 10"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
        if (n < 1 || isNaN(n)) {
         let e = {
          instancePath: t + "/safety/approval/approvers",
          schemaPath: "#/$defs/Safety/properties/approval/properties/approvers/minimum",
          keyword: "minimum",
          params: {
           comparison: ">=",
           limit: 1
          },
          message: "must be >= 1"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
       }
      }
      if (e.expiresIn !== void 0) {
       let n = e.expiresIn;
       if (typeof n == "string") {
        if (!g.test(n)) {
         let e = {
          instancePath: t + "/safety/approval/expiresIn",
          schemaPath: "#/$defs/Safety/properties/approval/properties/expiresIn/pattern",
          keyword: "pattern",
          params: { pattern: "^[0-9]{1,9}(ms|s|m|h|d)$" },
          message: "must match pattern \"^[0-9]{1,9}(ms|s|m|h|d)$\""
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
       } else {
        let e = {
         instancePath: t + "/safety/approval/expiresIn",
         schemaPath: "#/$defs/Safety/properties/approval/properties/expiresIn/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
      if (e.separateFromRequester !== void 0 && typeof e.separateFromRequester != "boolean") {
       let e = {
        instancePath: t + "/safety/approval/separateFromRequester",
        schemaPath: "#/$defs/Safety/properties/approval/properties/separateFromRequester/type",
        keyword: "type",
        params: { type: "boolean" },
        message: "must be boolean"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
     } else {
      let e = {
       instancePath: t + "/safety/approval",
       schemaPath: "#/$defs/Safety/properties/approval/type",
       keyword: "type",
       params: { type: "object" },
       message: "must be object"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
    }
    if (n.dryRun !== void 0) {
     let e = n.dryRun;
     if (e && typeof e == "object" && !Array.isArray(e)) {
      for (let n in e) if (n !== "requiredClass") {
       let e = {
        instancePath: t + "/safety/dryRun",
        schemaPath: "#/$defs/Safety/properties/dryRun/additionalProperties",
        keyword: "additionalProperties",
        params: { additionalProperty: n },
        message: "must NOT have additional properties"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
      if (e.requiredClass !== void 0) {
       let n = e.requiredClass;
       if (n !== "safe" && n !== "caution") {
        let e = {
         instancePath: t + "/safety/dryRun/requiredClass",
         schemaPath: "#/$defs/Safety/properties/dryRun/properties/requiredClass/enum",
         keyword: "enum",
         params: { allowedValues: u.properties.dryRun.properties.requiredClass.enum },
         message: "must be equal to one of the allowed values"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
     } else {
      let e = {
       instancePath: t + "/safety/dryRun",
       schemaPath: "#/$defs/Safety/properties/dryRun/type",
       keyword: "type",
       params: { type: "object" },
       message: "must be object"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
    }
    if (n.blastRadius !== void 0) {
     let e = n.blastRadius;
     if (e && typeof e == "object" && !Array.isArray(e)) {
      for (let n in e) if (n !== "maxPods" && n !== "maxNamespaces") {
       let e = {
        instancePath: t + "/safety/blastRadius",
        schemaPath: "#/$defs/Safety/properties/blastRadius/additionalProperties",
        keyword: "additionalProperties",
        params: { additionalProperty: n },
        message: "must NOT have additional properties"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
      if (e.maxPods !== void 0) {
       let n = e.maxPods;
       if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
        let e = {
         instancePath: t + "/safety/blastRadius/maxPods",
         schemaPath: "#/$defs/Safety/properties/blastRadius/properties/maxPods/type",
         keyword: "type",
         params: { type: "integer" },
         message: "must be integer"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
       if (typeof n == "number" && isFinite(n) && (n < 0 || isNaN(n))) {
        let e = {
         instancePath: t + "/safety/blastRadius/maxPods",
         schemaPath: "#/$defs/Safety/properties/blastRadius/properties/maxPods/minimum",
         keyword: "minimum",
         params: {
          comparison: ">=",
          limit: 0
         },
         message: "must be >= 0"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
      if (e.maxNamespaces !== void 0) {
       let n = e.maxNamespaces;
       if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
        let e = {
         instancePath: t + "/safety/blastRadius/maxNamespaces",
         schemaPath: "#/$defs/Safety/properties/blastRadius/properties/maxNamespaces/type",
         keyword: "type",
         params: { type: "integer" },
         message: "must be integer"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
       if (typeof n == "number" && isFinite(n) && (n < 0 || isNaN(n))) {
        let e = {
         instancePath: t + "/safety/blastRadius/maxNamespaces",
         schemaPath: "#/$defs/Safety/properties/blastRadius/properties/maxNamespaces/minimum",
         keyword: "minimum",
         params: {
          comparison: ">=",
          limit: 0
         },
         message: "must be >= 0"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
     } else {
      let e = {
       instancePath: t + "/safety/blastRadius",
       schemaPath: "#/$defs/Safety/properties/blastRadius/type",
       keyword: "type",
       params: { type: "object" },
       message: "must be object"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/safety",
     schemaPath: "#/$defs/Safety/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    _ === null ? _ = [e] : _.push(e), v++;
   }
  }
  if (e.triggers !== void 0) {
   let n = e.triggers;
   if (Array.isArray(n)) {
    if (n.length > 64) {
     let e = {
      instancePath: t + "/triggers",
      schemaPath: "#/properties/triggers/maxItems",
      keyword: "maxItems",
      params: { limit: 64 },
      message: "must NOT have more than 64 items"
     };
     _ === null ? _ = [e] : _.push(e), v++;
    }
    let e = n.length;
    for (let r = 0; r < e; r++) {
     let e = n[r];
     if (e && typeof e == "object" && !Array.isArray(e)) {
      if (e.type === void 0) {
       let e = {
        instancePath: t + "/triggers/" + r,
        schemaPath: "#/$defs/Trigger/required",
        keyword: "required",
        params: { missingProperty: "type" },
        message: "must have required property 'type'"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
      if (e.type !== void 0) {
       let n = e.type;
       if (n !== "webhook" && n !== "schedule" && n !== "event") {
        let e = {
         instancePath: t + "/triggers/" + r + "/type",
         schemaPath: "#/$defs/Trigger/properties/type/enum",
         keyword: "enum",
         params: { allowedValues: d.properties.type.enum },
         message: "must be equal to one of the allowed values"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
     } else {
      let e = {
       instancePath: t + "/triggers/" + r,
       schemaPath: "#/$defs/Trigger/type",
       keyword: "type",
       params: { type: "object" },
       message: "must be object"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/triggers",
     schemaPath: "#/properties/triggers/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    _ === null ? _ = [e] : _.push(e), v++;
   }
  }
  if (e.handlers !== void 0) {
   let n = e.handlers;
   if (Array.isArray(n)) {
    if (n.length > 1e5) {
     let e = {
      instancePath: t + "/handlers",
      schemaPath: "#/properties/handlers/maxItems",
      keyword: "maxItems",
      params: { limit: 1e5 },
      message: "must NOT have more than 100000 items"
     };
     _ === null ? _ = [e] : _.push(e), v++;
    }
    if (n.length < 1) {
     let e = {
      instancePath: t + "/handlers",
      schemaPath: "#/properties/handlers/minItems",
      keyword: "minItems",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 items"
     };
     _ === null ? _ = [e] : _.push(e), v++;
    }
    let e = n.length;
    for (let r = 0; r < e; r++) b(n[r], {
     instancePath: t + "/handlers/" + r,
     parentData: n,
     parentDataProperty: r,
     rootData: i,
     dynamicAnchors: s
    }) || (_ = _ === null ? b.errors : _.concat(b.errors), v = _.length);
   } else {
    let e = {
     instancePath: t + "/handlers",
     schemaPath: "#/properties/handlers/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    _ === null ? _ = [e] : _.push(e), v++;
   }
  }
  if (e.rollback !== void 0 && (x(e.rollback, {
   instancePath: t + "/rollback",
   parentData: e,
   parentDataProperty: "rollback",
   rootData: i,
   dynamicAnchors: s
  }) || (_ = _ === null ? x.errors : _.concat(x.errors), v = _.length)), e.validation !== void 0) {
   let n = e.validation;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    for (let e in n) if (e !== "permissions" && e !== "limits" && e !== "network" && e !== "exceptions") {
     let n = {
      instancePath: t + "/validation",
      schemaPath: "#/$defs/Validation/additionalProperties",
      keyword: "additionalProperties",
      params: { additionalProperty: e },
      message: "must NOT have additional properties"
     };
     _ === null ? _ = [n] : _.push(n), v++;
    }
    if (n.permissions !== void 0) {
     let e = n.permissions;
     if (Array.isArray(e)) {
      if (e.length > 1e3) {
       let e = {
        instancePath: t + "/validation/permissions",
        schemaPath: "#/$defs/Validation/properties/permissions/maxItems",
        keyword: "maxItems",
        params: { limit: 1e3 },
        message: "must NOT have more than 1000 items"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
      let n = e.length;
      for (let r = 0; r < n; r++) {
       let n = e[r];
       if (n && typeof n == "object" && !Array.isArray(n)) {
        if (n.resources === void 0) {
         let e = {
          instancePath: t + "/validation/permissions/" + r,
          schemaPath: "#/$defs/Validation/properties/permissions/items/required",
          keyword: "required",
          params: { missingProperty: "resources" },
          message: "must have required property 'resources'"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
        if (n.verbs === void 0) {
         let e = {
          instancePath: t + "/validation/permissions/" + r,
          schemaPath: "#/$defs/Validation/properties/permissions/items/required",
          keyword: "required",
          params: { missingProperty: "verbs" },
          message: "must have required property 'verbs'"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
        for (let e in n) if (e !== "apiGroups" && e !== "resources" && e !== "verbs" && e !== "namespaces" && e !== "resourceNames") {
         let n = {
          instancePath: t + "/validation/permissions/" + r,
          schemaPath: "#/$defs/Validation/properties/permissions/items/additionalProperties",
          keyword: "additionalProperties",
          params: { additionalProperty: e },
          message: "must NOT have additional properties"
         };
         _ === null ? _ = [n] : _.push(n), v++;
        }
        if (n.apiGroups !== void 0) {
         let e = n.apiGroups;
         if (Array.isArray(e)) {
          let n = e.length;
          for (let i = 0; i < n; i++) if (typeof e[i] != "string") {
           let e = {
            instancePath: t + "/validation/permissions/" + r + "/apiGroups/" + i,
            schemaPath: "#/$defs/Validation/properties/permissions/items/properties/apiGroups/items/type",
            keyword: "type",
            params: { type: "string" },
            message: "must be string"
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
         } else {
          let e = {
           instancePath: t + "/validation/permissions/" + r + "/apiGroups",
           schemaPath: "#/$defs/Validation/properties/permissions/items/properties/apiGroups/type",
           keyword: "type",
           params: { type: "array" },
           message: "must be array"
          };
          _ === null ? _ = [e] : _.push(e), v++;
         }
        }
        if (n.resources !== void 0) {
         let e = n.resources;
         if (Array.isArray(e)) {
          let n = e.length;
          for (let i = 0; i < n; i++) if (typeof e[i] != "string") {
           let e = {
            instancePath: t + "/validation/permissions/" + r + "/resources/" + i,
            schemaPath: "#/$defs/Validation/properties/permissions/items/properties/resources/items/type",
            keyword: "type",
            params: { type: "string" },
            message: "must be string"
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
         } else {
          let e = {
           instancePath: t + "/validation/permissions/" + r + "/resources",
           schemaPath: "#/$defs/Validation/properties/permissions/items/properties/resources/type",
           keyword: "type",
           params: { type: "array" },
           message: "must be array"
          };
          _ === null ? _ = [e] : _.push(e), v++;
         }
        }
        if (n.verbs !== void 0) {
         let e = n.verbs;
         if (Array.isArray(e)) {
          let n = e.length;
          for (let i = 0; i < n; i++) if (typeof e[i] != "string") {
           let e = {
            instancePath: t + "/validation/permissions/" + r + "/verbs/" + i,
            schemaPath: "#/$defs/Validation/properties/permissions/items/properties/verbs/items/type",
            keyword: "type",
            params: { type: "string" },
            message: "must be string"
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
         } else {
          let e = {
           instancePath: t + "/validation/permissions/" + r + "/verbs",
           schemaPath: "#/$defs/Validation/properties/permissions/items/properties/verbs/type",
           keyword: "type",
           params: { type: "array" },
           message: "must be array"
          };
          _ === null ? _ = [e] : _.push(e), v++;
         }
        }
        if (n.namespaces !== void 0) {
         let e = n.namespaces;
         if (Array.isArray(e)) {
          let n = e.length;
          for (let i = 0; i < n; i++) if (typeof e[i] != "string") {
           let e = {
            instancePath: t + "/validation/permissions/" + r + "/namespaces/" + i,
            schemaPath: "#/$defs/Validation/properties/permissions/items/properties/namespaces/items/type",
            keyword: "type",
            params: { type: "string" },
            message: "must be string"
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
         } else {
          let e = {
           instancePath: t + "/validation/permissions/" + r + "/namespaces",
           schemaPath: "#/$defs/Validation/properties/permissions/items/properties/namespaces/type",
           keyword: "type",
           params: { type: "array" },
           message: "must be array"
          };
          _ === null ? _ = [e] : _.push(e), v++;
         }
        }
        if (n.resourceNames !== void 0) {
         let e = n.resourceNames;
         if (Array.isArray(e)) {
          let n = e.length;
          for (let i = 0; i < n; i++) if (typeof e[i] != "string") {
           let e = {
            instancePath: t + "/validation/permissions/" + r + "/resourceNames/" + i,
            schemaPath: "#/$defs/Validation/properties/permissions/items/properties/resourceNames/items/type",
            keyword: "type",
            params: { type: "string" },
            message: "must be string"
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
         } else {
          let e = {
           instancePath: t + "/validation/permissions/" + r + "/resourceNames",
           schemaPath: "#/$defs/Validation/properties/permissions/items/properties/resourceNames/type",
           keyword: "type",
           params: { type: "array" },
           message: "must be array"
          };
          _ === null ? _ = [e] : _.push(e), v++;
         }
        }
       } else {
        let e = {
         instancePath: t + "/validation/permissions/" + r,
         schemaPath: "#/$defs/Validation/properties/permissions/items/type",
         keyword: "type",
         params: { type: "object" },
         message: "must be object"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
     } else {
      let e = {
       instancePath: t + "/validation/permissions",
       schemaPath: "#/$defs/Validation/properties/permissions/type",
       keyword: "type",
       params: { type: "array" },
       message: "must be array"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
    }
    if (n.limits !== void 0) {
     let e = n.limits;
     if (e && typeof e == "object" && !Array.isArray(e)) {
      for (let n in e) if (n !== "timeout" && n !== "cpu" && n !== "memory" && n !== "outputBytes") {
       let e = {
        instancePath: t + "/validation/limits",
        schemaPath: "#/$defs/Validation/properties/limits/additionalProperties",
        keyword: "additionalProperties",
        params: { additionalProperty: n },
        message: "must NOT have additional properties"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
      if (e.timeout !== void 0) {
       let n = e.timeout;
       if (typeof n == "string") {
        if (!g.test(n)) {
         let e = {
          instancePath: t + "/validation/limits/timeout",
          schemaPath: "#/$defs/Validation/properties/limits/properties/timeout/pattern",
          keyword: "pattern",
          params: { pattern: "^[0-9]{1,9}(ms|s|m|h|d)$" },
          message: "must match pattern \"^[0-9]{1,9}(ms|s|m|h|d)$\""
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
       } else {
        let e = {
         instancePath: t + "/validation/limits/timeout",
         schemaPath: "#/$defs/Validation/properties/limits/properties/timeout/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
      if (e.cpu !== void 0) {
       let n = e.cpu;
       if (typeof n == "string") {
        if (!te.test(n)) {
         let e = {
          instancePath: t + "/validation/limits/cpu",
          schemaPath: "#/$defs/Validation/properties/limits/properties/cpu/pattern",
          keyword: "pattern",
          params: { pattern: "^([0-9]{1,6}(\\.[0-9]{1,3})?|[0-9]{1,9}m)$" },
          message: "must match pattern \"^([0-9]{1,6}(\\.[0-9]{1,3})?|[0-9]{1,9}m)$\""
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
       } else {
        let e = {
         instancePath: t + "/validation/limits/cpu",
         schemaPath: "#/$defs/Validation/properties/limits/properties/cpu/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
      if (e.memory !== void 0) {
       let n = e.memory;
       if (typeof n == "string") {
        if (!ne.test(n)) {
         let e = {
          instancePath: t + "/validation/limits/memory",
          schemaPath: "#/$defs/Validation/properties/limits/properties/memory/pattern",
          keyword: "pattern",
          params: { pattern: "^[0-9]{1,12}(Ki|Mi|Gi|k|M|G)?$" },
          message: "must match pattern \"^[0-9]{1,12}(Ki|Mi|Gi|k|M|G)?$\""
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
       } else {
        let e = {
         instancePath: t + "/validation/limits/memory",
         schemaPath: "#/$defs/Validation/properties/limits/properties/memory/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
      if (e.outputBytes !== void 0) {
       let n = e.outputBytes;
       if (typeof n == "string") {
        if (!ne.test(n)) {
         let e = {
          instancePath: t + "/validation/limits/outputBytes",
          schemaPath: "#/$defs/Validation/properties/limits/properties/outputBytes/pattern",
          keyword: "pattern",
          params: { pattern: "^[0-9]{1,12}(Ki|Mi|Gi|k|M|G)?$" },
          message: "must match pattern \"^[0-9]{1,12}(Ki|Mi|Gi|k|M|G)?$\""
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
       } else {
        let e = {
         instancePath: t + "/validation/limits/outputBytes",
         schemaPath: "#/$defs/Validation/properties/limits/properties/outputBytes/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
     } else {
      let e = {
       instancePath: t + "/validation/limits",
       schemaPath: "#/$defs/Validation/properties/limits/type",
       keyword: "type",
       params: { type: "object" },
       message: "must be object"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
    }
    if (n.network !== void 0) {
     let e = n.network;
     if (e && typeof e == "object" && !Array.isArray(e)) {
      for (let n in e) if (n !== "egress") {
       let e = {
        instancePath: t + "/validation/network",
        schemaPath: "#/$defs/Validation/properties/network/additionalProperties",
        keyword: "additionalProperties",
        params: { additionalProperty: n },
        message: "must NOT have additional properties"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
      if (e.egress !== void 0) {
       let n = e.egress;
       if (Array.isArray(n)) {
        let e = n.length;
        for (let r = 0; r < e; r++) if (typeof n[r] != "string") {
         let e = {
          instancePath: t + "/validation/network/egress/" + r,
          schemaPath: "#/$defs/Validation/properties/network/properties/egress/items/type",
          keyword: "type",
          params: { type: "string" },
          message: "must be string"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
       } else {
        let e = {
         instancePath: t + "/validation/network/egress",
         schemaPath: "#/$defs/Validation/properties/network/properties/egress/type",
         keyword: "type",
         params: { type: "array" },
         message: "must be array"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
     } else {
      let e = {
       instancePath: t + "/validation/network",
       schemaPath: "#/$defs/Validation/properties/network/type",
       keyword: "type",
       params: { type: "object" },
       message: "must be object"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
    }
    if (n.exceptions !== void 0) {
     let e = n.exceptions;
     if (Array.isArray(e)) {
      if (e.length > 200) {
       let e = {
        instancePath: t + "/validation/exceptions",
        schemaPath: "#/$defs/Validation/properties/exceptions/maxItems",
        keyword: "maxItems",
        params: { limit: 200 },
        message: "must NOT have more than 200 items"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
      let n = e.length;
      for (let r = 0; r < n; r++) {
       let n = e[r];
       if (n && typeof n == "object" && !Array.isArray(n)) {
        if (n.rule === void 0) {
         let e = {
          instancePath: t + "/validation/exceptions/" + r,
          schemaPath: "#/$defs/Validation/properties/exceptions/items/required",
          keyword: "required",
          params: { missingProperty: "rule" },
          message: "must have required property 'rule'"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
        if (n.reason === void 0) {
         let e = {
          instancePath: t + "/validation/exceptions/" + r,
          schemaPath: "#/$defs/Validation/properties/exceptions/items/required",
          keyword: "required",
          params: { missingProperty: "reason" },
          message: "must have required property 'reason'"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
        if (n.owner === void 0) {
         let e = {
          instancePath: t + "/validation/exceptions/" + r,
          schemaPath: "#/$defs/Validation/properties/exceptions/items/required",
          keyword: "required",
          params: { missingProperty: "owner" },
          message: "must have required property 'owner'"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
        if (n.expires === void 0) {
         let e = {
          instancePath: t + "/validation/exceptions/" + r,
          schemaPath: "#/$defs/Validation/properties/exceptions/items/required",
          keyword: "required",
          params: { missingProperty: "expires" },
          message: "must have required property 'expires'"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
        for (let e in n) if (e !== "rule" && e !== "step" && e !== "reason" && e !== "owner" && e !== "expires") {
         let n = {
          instancePath: t + "/validation/exceptions/" + r,
          schemaPath: "#/$defs/Validation/properties/exceptions/items/additionalProperties",
          keyword: "additionalProperties",
          params: { additionalProperty: e },
          message: "must NOT have additional properties"
         };
         _ === null ? _ = [n] : _.push(n), v++;
        }
        if (n.rule !== void 0) {
         let e = n.rule;
         if (typeof e == "string") {
          if (a(e) < 1) {
           let e = {
            instancePath: t + "/validation/exceptions/" + r + "/rule",
            schemaPath: "#/$defs/Validation/properties/exceptions/items/properties/rule/minLength",
            keyword: "minLength",
            params: { limit: 1 },
            message: "must NOT have fewer than 1 characters"
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
         } else {
          let e = {
           instancePath: t + "/validation/exceptions/" + r + "/rule",
           schemaPath: "#/$defs/Validation/properties/exceptions/items/properties/rule/type",
           keyword: "type",
           params: { type: "string" },
           message: "must be string"
          };
          _ === null ? _ = [e] : _.push(e), v++;
         }
        }
        if (n.step !== void 0 && typeof n.step != "string") {
         let e = {
          instancePath: t + "/validation/exceptions/" + r + "/step",
          schemaPath: "#/$defs/Validation/properties/exceptions/items/properties/step/type",
          keyword: "type",
          params: { type: "string" },
          message: "must be string"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
        if (n.reason !== void 0) {
         let e = n.reason;
         if (typeof e == "string") {
          if (a(e) < 1) {
           let e = {
            instancePath: t + "/validation/exceptions/" + r + "/reason",
            schemaPath: "#/$defs/Validation/properties/exceptions/items/properties/reason/minLength",
            keyword: "minLength",
            params: { limit: 1 },
            message: "must NOT have fewer than 1 characters"
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
         } else {
          let e = {
           instancePath: t + "/validation/exceptions/" + r + "/reason",
           schemaPath: "#/$defs/Validation/properties/exceptions/items/properties/reason/type",
           keyword: "type",
           params: { type: "string" },
           message: "must be string"
          };
          _ === null ? _ = [e] : _.push(e), v++;
         }
        }
        if (n.owner !== void 0) {
         let e = n.owner;
         if (typeof e == "string") {
          if (a(e) < 1) {
           let e = {
            instancePath: t + "/validation/exceptions/" + r + "/owner",
            schemaPath: "#/$defs/Validation/properties/exceptions/items/properties/owner/minLength",
            keyword: "minLength",
            params: { limit: 1 },
            message: "must NOT have fewer than 1 characters"
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
         } else {
          let e = {
           instancePath: t + "/validation/exceptions/" + r + "/owner",
           schemaPath: "#/$defs/Validation/properties/exceptions/items/properties/owner/type",
           keyword: "type",
           params: { type: "string" },
           message: "must be string"
          };
          _ === null ? _ = [e] : _.push(e), v++;
         }
        }
        if (n.expires !== void 0) {
         let e = n.expires;
         if (typeof e == "string") {
          if (!re.test(e)) {
           let e = {
            instancePath: t + "/validation/exceptions/" + r + "/expires",
            schemaPath: "#/$defs/Validation/properties/exceptions/items/properties/expires/pattern",
            keyword: "pattern",
            params: { pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
            message: "must match pattern \"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\""
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
         } else {
          let e = {
           instancePath: t + "/validation/exceptions/" + r + "/expires",
           schemaPath: "#/$defs/Validation/properties/exceptions/items/properties/expires/type",
           keyword: "type",
           params: { type: "string" },
           message: "must be string"
          };
          _ === null ? _ = [e] : _.push(e), v++;
         }
        }
       } else {
        let e = {
         instancePath: t + "/validation/exceptions/" + r,
         schemaPath: "#/$defs/Validation/properties/exceptions/items/type",
         keyword: "type",
         params: { type: "object" },
         message: "must be object"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
     } else {
      let e = {
       instancePath: t + "/validation/exceptions",
       schemaPath: "#/$defs/Validation/properties/exceptions/type",
       keyword: "type",
       params: { type: "array" },
       message: "must be array"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/validation",
     schemaPath: "#/$defs/Validation/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    _ === null ? _ = [e] : _.push(e), v++;
   }
  }
  if (e.monitoring !== void 0) {
   let n = e.monitoring;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    for (let e in n) if (e !== "metrics" && e !== "alerts") {
     let n = {
      instancePath: t + "/monitoring",
      schemaPath: "#/$defs/Monitoring/additionalProperties",
      keyword: "additionalProperties",
      params: { additionalProperty: e },
      message: "must NOT have additional properties"
     };
     _ === null ? _ = [n] : _.push(n), v++;
    }
    if (n.metrics !== void 0) {
     let e = n.metrics;
     if (Array.isArray(e)) {
      if (e.length > 100) {
       let e = {
        instancePath: t + "/monitoring/metrics",
        schemaPath: "#/$defs/Monitoring/properties/metrics/maxItems",
        keyword: "maxItems",
        params: { limit: 100 },
        message: "must NOT have more than 100 items"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
      let n = e.length;
      for (let r = 0; r < n; r++) {
       let n = e[r];
       if (n && typeof n == "object" && !Array.isArray(n)) {
        if (n.name === void 0) {
         let e = {
          instancePath: t + "/monitoring/metrics/" + r,
          schemaPath: "#/$defs/Monitoring/properties/metrics/items/required",
          keyword: "required",
          params: { missingProperty: "name" },
          message: "must have required property 'name'"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
        if (n.type === void 0) {
         let e = {
          instancePath: t + "/monitoring/metrics/" + r,
          schemaPath: "#/$defs/Monitoring/properties/metrics/items/required",
          keyword: "required",
          params: { missingProperty: "type" },
          message: "must have required property 'type'"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
        if (n.value === void 0) {
         let e = {
          instancePath: t + "/monitoring/metrics/" + r,
          schemaPath: "#/$defs/Monitoring/properties/metrics/items/required",
          keyword: "required",
          params: { missingProperty: "value" },
          message: "must have required property 'value'"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
        for (let e in n) if (e !== "name" && e !== "type" && e !== "value" && e !== "help") {
         let n = {
          instancePath: t + "/monitoring/metrics/" + r,
          schemaPath: "#/$defs/Monitoring/properties/metrics/items/additionalProperties",
          keyword: "additionalProperties",
          params: { additionalProperty: e },
          message: "must NOT have additional properties"
         };
         _ === null ? _ = [n] : _.push(n), v++;
        }
        if (n.name !== void 0) {
         let e = n.name;
         if (typeof e == "string") {
          if (!ie.test(e)) {
           let e = {
            instancePath: t + "/monitoring/metrics/" + r + "/name",
            schemaPath: "#/$defs/Monitoring/properties/metrics/items/properties/name/pattern",
            keyword: "pattern",
            params: { pattern: "^[a-zA-Z_:][a-zA-Z0-9_:]*$" },
            message: "must match pattern \"^[a-zA-Z_:][a-zA-Z0-9_:]*$\""
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
         } else {
          let e = {
           instancePath: t + "/monitoring/metrics/" + r + "/name",
           schemaPath: "#/$defs/Monitoring/properties/metrics/items/properties/name/type",
           keyword: "type",
           params: { type: "string" },
           message: "must be string"
          };
          _ === null ? _ = [e] : _.push(e), v++;
         }
        }
        if (n.type !== void 0) {
         let e = n.type;
         if (e !== "gauge" && e !== "counter" && e !== "histogram") {
          let e = {
           instancePath: t + "/monitoring/metrics/" + r + "/type",
           schemaPath: "#/$defs/Monitoring/properties/metrics/items/properties/type/enum",
           keyword: "enum",
           params: { allowedValues: f.properties.metrics.items.properties.type.enum },
           message: "must be equal to one of the allowed values"
          };
          _ === null ? _ = [e] : _.push(e), v++;
         }
        }
        if (n.value !== void 0) {
         let e = n.value;
         if (typeof e == "string") {
          if (a(e) < 1) {
           let e = {
            instancePath: t + "/monitoring/metrics/" + r + "/value",
            schemaPath: "#/$defs/Monitoring/properties/metrics/items/properties/value/minLength",
            keyword: "minLength",
            params: { limit: 1 },
            message: "must NOT have fewer than 1 characters"
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
         } else {
          let e = {
           instancePath: t + "/monitoring/metrics/" + r + "/value",
           schemaPath: "#/$defs/Monitoring/properties/metrics/items/properties/value/type",
           keyword: "type",
           params: { type: "string" },
           message: "must be string"
          };
          _ === null ? _ = [e] : _.push(e), v++;
         }
        }
        if (n.help !== void 0 && typeof n.help != "string") {
         let e = {
          instancePath: t + "/monitoring/metrics/" + r + "/help",
          schemaPath: "#/$defs/Monitoring/properties/metrics/items/properties/help/type",
          keyword: "type",
          params: { type: "string" },
          message: "must be string"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
       } else {
        let e = {
         instancePath: t + "/monitoring/metrics/" + r,
         schemaPath: "#/$defs/Monitoring/properties/metrics/items/type",
         keyword: "type",
         params: { type: "object" },
         message: "must be object"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
     } else {
      let e = {
       instancePath: t + "/monitoring/metrics",
       schemaPath: "#/$defs/Monitoring/properties/metrics/type",
       keyword: "type",
       params: { type: "array" },
       message: "must be array"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
    }
    if (n.alerts !== void 0) {
     let e = n.alerts;
     if (Array.isArray(e)) {
      if (e.length > 100) {
       let e = {
        instancePath: t + "/monitoring/alerts",
        schemaPath: "#/$defs/Monitoring/properties/alerts/maxItems",
        keyword: "maxItems",
        params: { limit: 100 },
        message: "must NOT have more than 100 items"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
      let n = e.length;
      for (let r = 0; r < n; r++) {
       let n = e[r];
       if (n && typeof n == "object" && !Array.isArray(n)) {
        if (n.name === void 0) {
         let e = {
          instancePath: t + "/monitoring/alerts/" + r,
          schemaPath: "#/$defs/Monitoring/properties/alerts/items/required",
          keyword: "required",
          params: { missingProperty: "name" },
          message: "must have required property 'name'"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
        if (n.when === void 0) {
         let e = {
          instancePath: t + "/monitoring/alerts/" + r,
          schemaPath: "#/$defs/Monitoring/properties/alerts/items/required",
          keyword: "required",
          params: { missingProperty: "when" },
          message: "must have required property 'when'"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
        if (n.notify === void 0) {
         let e = {
          instancePath: t + "/monitoring/alerts/" + r,
          schemaPath: "#/$defs/Monitoring/properties/alerts/items/required",
          keyword: "required",
          params: { missingProperty: "notify" },
          message: "must have required property 'notify'"
         };
         _ === null ? _ = [e] : _.push(e), v++;
        }
        for (let e in n) if (e !== "name" && e !== "when" && e !== "notify") {
         let n = {
          instancePath: t + "/monitoring/alerts/" + r,
          schemaPath: "#/$defs/Monitoring/properties/alerts/items/additionalProperties",
          keyword: "additionalProperties",
          params: { additionalProperty: e },
          message: "must NOT have additional properties"
         };
         _ === null ? _ = [n] : _.push(n), v++;
        }
        if (n.name !== void 0) {
         let e = n.name;
         if (typeof e == "string") {
          if (!o.test(e)) {
           let e = {
            instancePath: t + "/monitoring/alerts/" + r + "/name",
            schemaPath: "#/$defs/Monitoring/properties/alerts/items/properties/name/pattern",
            keyword: "pattern",
            params: { pattern: "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$" },
            message: "must match pattern \"^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$\""
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
         } else {
          let e = {
           instancePath: t + "/monitoring/alerts/" + r + "/name",
           schemaPath: "#/$defs/Monitoring/properties/alerts/items/properties/name/type",
           keyword: "type",
           params: { type: "string" },
           message: "must be string"
          };
          _ === null ? _ = [e] : _.push(e), v++;
         }
        }
        if (n.when !== void 0) {
         let e = n.when;
         if (typeof e == "string") {
          if (a(e) < 1) {
           let e = {
            instancePath: t + "/monitoring/alerts/" + r + "/when",
            schemaPath: "#/$defs/Monitoring/properties/alerts/items/properties/when/minLength",
            keyword: "minLength",
            params: { limit: 1 },
            message: "must NOT have fewer than 1 characters"
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
         } else {
          let e = {
           instancePath: t + "/monitoring/alerts/" + r + "/when",
           schemaPath: "#/$defs/Monitoring/properties/alerts/items/properties/when/type",
           keyword: "type",
           params: { type: "string" },
           message: "must be string"
          };
          _ === null ? _ = [e] : _.push(e), v++;
         }
        }
        if (n.notify !== void 0) {
         let e = n.notify;
         if (typeof e == "string") {
          if (a(e) < 1) {
           let e = {
            instancePath: t + "/monitoring/alerts/" + r + "/notify",
            schemaPath: "#/$defs/Monitoring/properties/alerts/items/properties/notify/minLength",
            keyword: "minLength",
            params: { limit: 1 },
            message: "must NOT have fewer than 1 characters"
           };
           _ === null ? _ = [e] : _.push(e), v++;
          }
         } else {
          let e = {
           instancePath: t + "/monitoring/alerts/" + r + "/notify",
           schemaPath: "#/$defs/Monitoring/properties/alerts/items/properties/notify/type",
           keyword: "type",
           params: { type: "string" },
           message: "must be string"
          };
          _ === null ? _ = [e] : _.push(e), v++;
         }
        }
       } else {
        let e = {
         instancePath: t + "/monitoring/alerts/" + r,
         schemaPath: "#/$defs/Monitoring/properties/alerts/items/type",
         keyword: "type",
         params: { type: "object" },
         message: "must be object"
        };
        _ === null ? _ = [e] : _.push(e), v++;
       }
      }
     } else {
      let e = {
       instancePath: t + "/monitoring/alerts",
       schemaPath: "#/$defs/Monitoring/properties/alerts/type",
       keyword: "type",
       params: { type: "array" },
       message: "must be array"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/monitoring",
     schemaPath: "#/$defs/Monitoring/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    _ === null ? _ = [e] : _.push(e), v++;
   }
  }
  if (e.concurrency !== void 0) {
   let n = e.concurrency;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    if (n.key === void 0) {
     let e = {
      instancePath: t + "/concurrency",
      schemaPath: "#/$defs/Concurrency/required",
      keyword: "required",
      params: { missingProperty: "key" },
      message: "must have required property 'key'"
     };
     _ === null ? _ = [e] : _.push(e), v++;
    }
    for (let e in n) if (e !== "key" && e !== "limit" && e !== "policy") {
     let n = {
      instancePath: t + "/concurrency",
      schemaPath: "#/$defs/Concurrency/additionalProperties",
      keyword: "additionalProperties",
      params: { additionalProperty: e },
      message: "must NOT have additional properties"
     };
     _ === null ? _ = [n] : _.push(n), v++;
    }
    if (n.key !== void 0) {
     let e = n.key;
     if (typeof e == "string") {
      if (a(e) < 1) {
       let e = {
        instancePath: t + "/concurrency/key",
        schemaPath: "#/$defs/Concurrency/properties/key/minLength",
        keyword: "minLength",
        params: { limit: 1 },
        message: "must NOT have fewer than 1 characters"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
     } else {
      let e = {
       instancePath: t + "/concurrency/key",
       schemaPath: "#/$defs/Concurrency/properties/key/type",
       keyword: "type",
       params: { type: "string" },
       message: "must be string"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
    }
    if (n.limit !== void 0) {
     let e = n.limit;
     if (typeof e != "number" || e % 1 || isNaN(e) || !isFinite(e)) {
      let e = {
       instancePath: t + "/concurrency/limit",
       schemaPath: "#/$defs/Concurrency/properties/limit/type",
       keyword: "type",
       params: { type: "integer" },
       message: "must be integer"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
     if (typeof e == "number" && isFinite(e)) {
      if (e > 1e3 || isNaN(e)) {
       let e = {
        instancePath: t + "/concurrency/limit",
        schemaPath: "#/$defs/Concurrency/properties/limit/maximum",
        keyword: "maximum",
        params: {
         comparison: "<=",
         limit: 1e3
        },
        message: "must be <= 1000"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
      if (e < 1 || isNaN(e)) {
       let e = {
        instancePath: t + "/concurrency/limit",
        schemaPath: "#/$defs/Concurrency/properties/limit/minimum",
        keyword: "minimum",
        params: {
         comparison: ">=",
         limit: 1
        },
        message: "must be >= 1"
       };
       _ === null ? _ = [e] : _.push(e), v++;
      }
     }
    }
    if (n.policy !== void 0) {
     let e = n.policy;
     if (e !== "queue" && e !== "replace" && e !== "reject") {
      let e = {
       instancePath: t + "/concurrency/policy",
       schemaPath: "#/$defs/Concurrency/properties/policy/enum",
       keyword: "enum",
       params: { allowedValues: p.properties.policy.enum },
       message: "must be equal to one of the allowed values"
      };
      _ === null ? _ = [e] : _.push(e), v++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/concurrency",
     schemaPath: "#/$defs/Concurrency/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    _ === null ? _ = [e] : _.push(e), v++;
   }
  }
  if (e.maxParallel !== void 0) {
   let n = e.maxParallel;
   if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
    let e = {
     instancePath: t + "/maxParallel",
     schemaPath: "#/properties/maxParallel/type",
     keyword: "type",
     params: { type: "integer" },
     message: "must be integer"
    };
    _ === null ? _ = [e] : _.push(e), v++;
   }
   if (typeof n == "number" && isFinite(n)) {
    if (n > 256 || isNaN(n)) {
     let e = {
      instancePath: t + "/maxParallel",
      schemaPath: "#/properties/maxParallel/maximum",
      keyword: "maximum",
      params: {
       comparison: "<=",
       limit: 256
      },
      message: "must be <= 256"
     };
     _ === null ? _ = [e] : _.push(e), v++;
    }
    if (n < 1 || isNaN(n)) {
     let e = {
      instancePath: t + "/maxParallel",
      schemaPath: "#/properties/maxParallel/minimum",
      keyword: "minimum",
      params: {
       comparison: ">=",
       limit: 1
      },
      message: "must be >= 1"
     };
     _ === null ? _ = [e] : _.push(e), v++;
    }
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  _ === null ? _ = [e] : _.push(e), v++;
 }
 return S.errors = _, v === 0;
}
S.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
function C(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: c = {} } = {}) {
 let l = null, u = 0, d = C.evaluated;
 if (d.dynamicProps && (d.props = void 0), d.dynamicItems && (d.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.apiVersion === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "apiVersion" },
    message: "must have required property 'apiVersion'"
   };
   l === null ? l = [e] : l.push(e), u++;
  }
  if (e.kind === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "kind" },
    message: "must have required property 'kind'"
   };
   l === null ? l = [e] : l.push(e), u++;
  }
  if (e.metadata === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "metadata" },
    message: "must have required property 'metadata'"
   };
   l === null ? l = [e] : l.push(e), u++;
  }
  if (e.spec === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "spec" },
    message: "must have required property 'spec'"
   };
   l === null ? l = [e] : l.push(e), u++;
  }
  for (let n in e) if (n !== "apiVersion" && n !== "kind" && n !== "metadata" && n !== "spec") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   l === null ? l = [e] : l.push(e), u++;
  }
  if (e.apiVersion !== void 0 && e.apiVersion !== "v1") {
   let e = {
    instancePath: t + "/apiVersion",
    schemaPath: "#/properties/apiVersion/const",
    keyword: "const",
    params: { allowedValue: "v1" },
    message: "must be equal to constant"
   };
   l === null ? l = [e] : l.push(e), u++;
  }
  if (e.kind !== void 0 && e.kind !== "WorkflowPackage") {
   let e = {
    instancePath: t + "/kind",
    schemaPath: "#/properties/kind/const",
    keyword: "const",
    params: { allowedValue: "WorkflowPackage" },
    message: "must be equal to constant"
   };
   l === null ? l = [e] : l.push(e), u++;
  }
  if (e.metadata !== void 0) {
   let n = e.metadata;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    if (n.name === void 0) {
     let e = {
      instancePath: t + "/metadata",
      schemaPath: "#/$defs/Metadata/required",
      keyword: "required",
      params: { missingProperty: "name" },
      message: "must have required property 'name'"
     };
     l === null ? l = [e] : l.push(e), u++;
    }
    if (n.version === void 0) {
     let e = {
      instancePath: t + "/metadata",
      schemaPath: "#/$defs/Metadata/required",
      keyword: "required",
      params: { missingProperty: "version" },
      message: "must have required property 'version'"
     };
     l === null ? l = [e] : l.push(e), u++;
    }
    if (n.author === void 0) {
     let e = {
      instancePath: t + "/metadata",
      schemaPath: "#/$defs/Metadata/required",
      keyword: "required",
      params: { missingProperty: "author" },
      message: "must have required property 'author'"
     };
     l === null ? l = [e] : l.push(e), u++;
    }
    for (let e in n) if (e !== "name" && e !== "version" && e !== "author" && e !== "description" && e !== "labels" && e !== "signature") {
     let n = {
      instancePath: t + "/metadata",
      schemaPath: "#/$defs/Metadata/additionalProperties",
      keyword: "additionalProperties",
      params: { additionalProperty: e },
      message: "must NOT have additional properties"
     };
     l === null ? l = [n] : l.push(n), u++;
    }
    if (n.name !== void 0) {
     let e = n.name;
     if (typeof e == "string") {
      if (a(e) > 63) {
       let e = {
        instancePath: t + "/metadata/name",
        schemaPath: "#/$defs/Metadata/properties/name/maxLength",
        keyword: "maxLength",
        params: { limit: 63 },
        message: "must NOT have more than 63 characters"
       };
       l === null ? l = [e] : l.push(e), u++;
      }
      if (!o.test(e)) {
       let e = {
        instancePath: t + "/metadata/name",
        schemaPath: "#/$defs/Metadata/properties/name/pattern",
        keyword: "pattern",
        params: { pattern: "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$" },
        message: "must match pattern \"^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$\""
       };
       l === null ? l = [e] : l.push(e), u++;
      }
     } else {
      let e = {
       instancePath: t + "/metadata/name",
       schemaPath: "#/$defs/Metadata/properties/name/type",
       keyword: "type",
       params: { type: "string" },
       message: "must be string"
      };
      l === null ? l = [e] : l.push(e), u++;
     }
    }
    if (n.version !== void 0) {
     let e = n.version;
     if (typeof e == "string") {
      if (a(e) > 128) {
       let e = {
        instancePath: t + "/metadata/version",
        schemaPath: "#/$defs/Metadata/properties/version/maxLength",
        keyword: "maxLength",
        params: { limit: 128 },
        message: "must NOT have more than 128 characters"
       };
       l === null ? l = [e] : l.push(e), u++;
      }
      if (!s.test(e)) {
       let e = {
        instancePath: t + "/metadata/version",
        schemaPath: "#/$defs/Metadata/properties/version/pattern",
        keyword: "pattern",
        params: { pattern: "^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?$" },
        message: "must match pattern \"^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?$\""
       };
       l === null ? l = [e] : l.push(e), u++;
      }
     } else {
      let e = {
       instancePath: t + "/metadata/version",
       schemaPath: "#/$defs/Metadata/properties/version/type",
       keyword: "type",
       params: { type: "string" },
       message: "must be string"
      };
      l === null ? l = [e] : l.push(e), u++;
     }
    }
    if (n.author !== void 0) {
     let e = n.author;
     if (typeof e == "string") {
      if (a(e) > 200) {
       let e = {
        instancePath: t + "/metadata/author",
        schemaPath: "#/$defs/Metadata/properties/author/maxLength",
        keyword: "maxLength",
        params: { limit: 200 },
        message: "must NOT have more than 200 characters"
       };
       l === null ? l = [e] : l.push(e), u++;
      }
      if (a(e) < 1) {
       let e = {
        instancePath: t + "/metadata/author",
        schemaPath: "#/$defs/Metadata/properties/author/minLength",
        keyword: "minLength",
        params: { limit: 1 },
        message: "must NOT have fewer than 1 characters"
       };
       l === null ? l = [e] : l.push(e), u++;
      }
     } else {
      let e = {
       instancePath: t + "/metadata/author",
       schemaPath: "#/$defs/Metadata/properties/author/type",
       keyword: "type",
       params: { type: "string" },
       message: "must be string"
      };
      l === null ? l = [e] : l.push(e), u++;
     }
    }
    if (n.description !== void 0) {
     let e = n.description;
     if (typeof e == "string") {
      if (a(e) > 2e3) {
       let e = {
        instancePath: t + "/metadata/description",
        schemaPath: "#/$defs/Metadata/properties/description/maxLength",
        keyword: "maxLength",
        params: { limit: 2e3 },
        message: "must NOT have more than 2000 characters"
       };
       l === null ? l = [e] : l.push(e), u++;
      }
     } else {
      let e = {
       instancePath: t + "/metadata/description",
       schemaPath: "#/$defs/Metadata/properties/description/type",
       keyword: "type",
       params: { type: "string" },
       message: "must be string"
      };
      l === null ? l = [e] : l.push(e), u++;
     }
    }
    if (n.labels !== void 0) {
     let e = n.labels;
     if (e && typeof e == "object" && !Array.isArray(e)) {
      if (Object.keys(e).length > 64) {
       let e = {
        instancePath: t + "/metadata/labels",
        schemaPath: "#/$defs/Metadata/properties/labels/maxProperties",
        keyword: "maxProperties",
        params: { limit: 64 },
        message: "must NOT have more than 64 properties"
       };
       l === null ? l = [e] : l.push(e), u++;
      }
      for (let n in e) {
       let r = e[n];
       if (typeof r == "string") {
        if (a(r) > 200) {
         let e = {
          instancePath: t + "/metadata/labels/" + n.replace(/~/g, "~0").replace(/\//g, "~1"),
          schemaPath: "#/$defs/Metadata/properties/labels/additionalProperties/maxLength",
          keyword: "maxLength",
          params: { limit: 200 },
          message: "must NOT have more than 200 characters"
         };
         l === null ? l = [e] : l.push(e), u++;
        }
       } else {
        let e = {
         instancePath: t + "/metadata/labels/" + n.replace(/~/g, "~0").replace(/\//g, "~1"),
         schemaPath: "#/$defs/Metadata/properties/labels/additionalProperties/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        l === null ? l = [e] : l.push(e), u++;
       }
      }
     } else {
      let e = {
       instancePath: t + "/metadata/labels",
       schemaPath: "#/$defs/Metadata/properties/labels/type",
       keyword: "type",
       params: { type: "object" },
       message: "must be object"
      };
      l === null ? l = [e] : l.push(e), u++;
     }
    }
    if (n.signature !== void 0) {
     let e = n.signature, r = u, i = !1, o = null, s = u;
     if (e && typeof e == "object" && !Array.isArray(e) && e.keyRef === void 0) {
      let e = {
       instancePath: t + "/metadata/signature",
       schemaPath: "#/$defs/Metadata/properties/signature/oneOf/0/required",
       keyword: "required",
       params: { missingProperty: "keyRef" },
       message: "must have required property 'keyRef'"
      };
      l === null ? l = [e] : l.push(e), u++;
     }
     var f = s === u;
     f && (i = !0, o = 0);
     let c = u;
     if (e && typeof e == "object" && !Array.isArray(e)) {
      if (e.identity === void 0) {
       let e = {
        instancePath: t + "/metadata/signature",
        schemaPath: "#/$defs/Metadata/properties/signature/oneOf/1/required",
        keyword: "required",
        params: { missingProperty: "identity" },
        message: "must have required property 'identity'"
       };
       l === null ? l = [e] : l.push(e), u++;
      }
      if (e.issuer === void 0) {
       let e = {
        instancePath: t + "/metadata/signature",
        schemaPath: "#/$defs/Metadata/properties/signature/oneOf/1/required",
        keyword: "required",
        params: { missingProperty: "issuer" },
        message: "must have required property 'issuer'"
       };
       l === null ? l = [e] : l.push(e), u++;
      }
     }
     var f = c === u;
     if (f && i ? (i = !1, o = [o, 1]) : f && (i = !0, o = 1), i) u = r, l !== null && (r ? l.length = r : l = null);
     else {
      let e = {
       instancePath: t + "/metadata/signature",
       schemaPath: "#/$defs/Metadata/properties/signature/oneOf",
       keyword: "oneOf",
       params: { passingSchemas: o },
       message: "must match exactly one schema in oneOf"
      };
      l === null ? l = [e] : l.push(e), u++;
     }
     if (e && typeof e == "object" && !Array.isArray(e)) {
      for (let n in e) if (n !== "keyRef" && n !== "identity" && n !== "issuer") {
       let e = {
        instancePath: t + "/metadata/signature",
        schemaPath: "#/$defs/Metadata/properties/signature/additionalProperties",
        keyword: "additionalProperties",
        params: { additionalProperty: n },
        message: "must NOT have additional properties"
       };
       l === null ? l = [e] : l.push(e), u++;
      }
      if (e.keyRef !== void 0) {
       let n = e.keyRef;
       if (typeof n == "string") {
        if (a(n) < 1) {
         let e = {
          instancePath: t + "/metadata/signature/keyRef",
          schemaPath: "#/$defs/Metadata/properties/signature/properties/keyRef/minLength",
          keyword: "minLength",
          params: { limit: 1 },
          message: "must NOT have fewer than 1 characters"
         };
         l === null ? l = [e] : l.push(e), u++;
        }
       } else {
        let e = {
         instancePath: t + "/metadata/signature/keyRef",
         schemaPath: "#/$defs/Metadata/properties/signature/properties/keyRef/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        l === null ? l = [e] : l.push(e), u++;
       }
      }
      if (e.identity !== void 0) {
       let n = e.identity;
       if (typeof n == "string") {
        if (a(n) < 1) {
         let e = {
          instancePath: t + "/metadata/signature/identity",
          schemaPath: "#/$defs/Metadata/properties/signature/properties/identity/minLength",
          keyword: "minLength",
          params: { limit: 1 },
          message: "must NOT have fewer than 1 characters"
         };
         l === null ? l = [e] : l.push(e), u++;
        }
       } else {
        let e = {
         instancePath: t + "/metadata/signature/identity",
         schemaPath: "#/$defs/Metadata/properties/signature/properties/identity/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        l === null ? l = [e] : l.push(e), u++;
       }
      }
      if (e.issuer !== void 0) {
       let n = e.issuer;
       if (typeof n == "string") {
        if (a(n) < 1) {
         let e = {
          instancePath: t + "/metadata/signature/issuer",
          schemaPath: "#/$defs/Metadata/properties/signature/properties/issuer/minLength",
          keyword: "minLength",
          params: { limit: 1 },
          message: "must NOT have fewer than 1 characters"
         };
         l === null ? l = [e] : l.push(e), u++;
        }
       } else {
        let e = {
         instancePath: t + "/metadata/signature/issuer",
         schemaPath: "#/$defs/Metadata/properties/signature/properties/issuer/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        l === null ? l = [e] : l.push(e), u++;
       }
      }
     } else {
      let e = {
       instancePath: t + "/metadata/signature",
       schemaPath: "#/$defs/Metadata/properties/signature/type",
       keyword: "type",
       params: { type: "object" },
       message: "must be object"
      };
      l === null ? l = [e] : l.push(e), u++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/metadata",
     schemaPath: "#/$defs/Metadata/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    l === null ? l = [e] : l.push(e), u++;
   }
  }
  e.spec !== void 0 && (S(e.spec, {
   instancePath: t + "/spec",
   parentData: e,
   parentDataProperty: "spec",
   rootData: i,
   dynamicAnchors: c
  }) || (l = l === null ? S.errors : l.concat(S.errors), u = l.length));
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  l === null ? l = [e] : l.push(e), u++;
 }
 return C.errors = l, u === 0;
}
C.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const ue = w;
function w(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: s = {} } = {}) {
 let c = null, l = 0, u = w.evaluated;
 if (u.dynamicProps && (u.props = void 0), u.dynamicItems && (u.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.type === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "type" },
    message: "must have required property 'type'"
   };
   c === null ? c = [e] : c.push(e), l++;
  }
  if (e.name === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "name" },
    message: "must have required property 'name'"
   };
   c === null ? c = [e] : c.push(e), l++;
  }
  for (let n in e) if (n !== "type" && n !== "name" && n !== "match" && n !== "dedupKey") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   c === null ? c = [e] : c.push(e), l++;
  }
  if (e.type !== void 0 && e.type !== "webhook") {
   let e = {
    instancePath: t + "/type",
    schemaPath: "#/properties/type/const",
    keyword: "const",
    params: { allowedValue: "webhook" },
    message: "must be equal to constant"
   };
   c === null ? c = [e] : c.push(e), l++;
  }
  if (e.name !== void 0) {
   let n = e.name;
   if (typeof n == "string") {
    if (!o.test(n)) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/pattern",
      keyword: "pattern",
      params: { pattern: "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$" },
      message: "must match pattern \"^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$\""
     };
     c === null ? c = [e] : c.push(e), l++;
    }
   } else {
    let e = {
     instancePath: t + "/name",
     schemaPath: "#/properties/name/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    c === null ? c = [e] : c.push(e), l++;
   }
  }
  if (e.match !== void 0) {
   let n = e.match;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/match",
      schemaPath: "#/properties/match/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     c === null ? c = [e] : c.push(e), l++;
    }
   } else {
    let e = {
     instancePath: t + "/match",
     schemaPath: "#/properties/match/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    c === null ? c = [e] : c.push(e), l++;
   }
  }
  if (e.dedupKey !== void 0 && typeof e.dedupKey != "string") {
   let e = {
    instancePath: t + "/dedupKey",
    schemaPath: "#/properties/dedupKey/type",
    keyword: "type",
    params: { type: "string" },
    message: "must be string"
   };
   c === null ? c = [e] : c.push(e), l++;
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  c === null ? c = [e] : c.push(e), l++;
 }
 return w.errors = c, l === 0;
}
w.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const de = pe, fe = {
 type: "object",
 additionalProperties: !1,
 required: ["type", "cron"],
 properties: {
  type: { const: "schedule" },
  cron: { type: "string" },
  timezone: { type: "string" },
  missed: { enum: [
   "skip",
   "once",
   "all"
  ] },
  gap: { enum: ["next", "skip"] },
  fold: { enum: [
   "first",
   "second",
   "both"
  ] }
 }
};
function pe(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: a = {} } = {}) {
 let o = null, s = 0, c = pe.evaluated;
 if (c.dynamicProps && (c.props = void 0), c.dynamicItems && (c.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.type === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "type" },
    message: "must have required property 'type'"
   };
   o === null ? o = [e] : o.push(e), s++;
  }
  if (e.cron === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "cron" },
    message: "must have required property 'cron'"
   };
   o === null ? o = [e] : o.push(e), s++;
  }
  for (let n in e) if (n !== "type" && n !== "cron" && n !== "timezone" && n !== "missed" && n !== "gap" && n !== "fold") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   o === null ? o = [e] : o.push(e), s++;
  }
  if (e.type !== void 0 && e.type !== "schedule") {
   let e = {
    instancePath: t + "/type",
    schemaPath: "#/properties/type/const",
    keyword: "const",
    params: { allowedValue: "schedule" },
    message: "must be equal to constant"
   };
   o === null ? o = [e] : o.push(e), s++;
  }
  if (e.cron !== void 0 && typeof e.cron != "string") {
   let e = {
    instancePath: t + "/cron",
    schemaPath: "#/properties/cron/type",
    keyword: "type",
    params: { type: "string" },
    message: "must be string"
   };
   o === null ? o = [e] : o.push(e), s++;
  }
  if (e.timezone !== void 0 && typeof e.timezone != "string") {
   let e = {
    instancePath: t + "/timezone",
    schemaPath: "#/properties/timezone/type",
    keyword: "type",
    params: { type: "string" },
    message: "must be string"
   };
   o === null ? o = [e] : o.push(e), s++;
  }
  if (e.missed !== void 0) {
   let n = e.missed;
   if (n !== "skip" && n !== "once" && n !== "all") {
    let e = {
     instancePath: t + "/missed",
     schemaPath: "#/properties/missed/enum",
     keyword: "enum",
     params: { allowedValues: fe.properties.missed.enum },
     message: "must be equal to one of the allowed values"
    };
    o === null ? o = [e] : o.push(e), s++;
   }
  }
  if (e.gap !== void 0) {
   let n = e.gap;
   if (n !== "next" && n !== "skip") {
    let e = {
     instancePath: t + "/gap",
     schemaPath: "#/properties/gap/enum",
     keyword: "enum",
     params: { allowedValues: fe.properties.gap.enum },
     message: "must be equal to one of the allowed values"
    };
    o === null ? o = [e] : o.push(e), s++;
   }
  }
  if (e.fold !== void 0) {
   let n = e.fold;
   if (n !== "first" && n !== "second" && n !== "both") {
    let e = {
     instancePath: t + "/fold",
     schemaPath: "#/properties/fold/enum",
     keyword: "enum",
     params: { allowedValues: fe.properties.fold.enum },
     message: "must be equal to one of the allowed values"
    };
    o === null ? o = [e] : o.push(e), s++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  o === null ? o = [e] : o.push(e), s++;
 }
 return pe.errors = o, s === 0;
}
pe.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const me = T, he = {
 type: "object",
 additionalProperties: !1,
 required: ["type", "source"],
 properties: {
  type: { const: "event" },
  source: { enum: ["signal", "incident"] },
  match: {
   type: "string",
   minLength: 1
  },
  for: {
   type: "string",
   pattern: "^[0-9]{1,9}(ms|s|m|h|d)$"
  }
 }
};
function T(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = T.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.type === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "type" },
    message: "must have required property 'type'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.source === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "source" },
    message: "must have required property 'source'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "type" && n !== "source" && n !== "match" && n !== "for") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.type !== void 0 && e.type !== "event") {
   let e = {
    instancePath: t + "/type",
    schemaPath: "#/properties/type/const",
    keyword: "const",
    params: { allowedValue: "event" },
    message: "must be equal to constant"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.source !== void 0) {
   let n = e.source;
   if (n !== "signal" && n !== "incident") {
    let e = {
     instancePath: t + "/source",
     schemaPath: "#/properties/source/enum",
     keyword: "enum",
     params: { allowedValues: he.properties.source.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.match !== void 0) {
   let n = e.match;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/match",
      schemaPath: "#/properties/match/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/match",
     schemaPath: "#/properties/match/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.for !== void 0) {
   let n = e.for;
   if (typeof n == "string") {
    if (!g.test(n)) {
     let e = {
      instancePath: t + "/for",
      schemaPath: "#/properties/for/pattern",
      keyword: "pattern",
      params: { pattern: "^[0-9]{1,9}(ms|s|m|h|d)$" },
      message: "must match pattern \"^[0-9]{1,9}(ms|s|m|h|d)$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/for",
     schemaPath: "#/properties/for/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return T.errors = s, c === 0;
}
T.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const ge = D, _e = {
 type: "object",
 propertyNames: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
 additionalProperties: { type: [
  "string",
  "number",
  "boolean"
 ] }
}, E = RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");
function D(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: a = {} } = {}) {
 let o = null, s = 0, c = D.evaluated;
 if (c.dynamicProps && (c.props = void 0), c.dynamicItems && (c.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.command === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "command" },
    message: "must have required property 'command'"
   };
   o === null ? o = [e] : o.push(e), s++;
  }
  for (let n in e) if (n !== "command" && n !== "env" && n !== "files" && n !== "stdin" && n !== "cwd") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   o === null ? o = [e] : o.push(e), s++;
  }
  if (e.command !== void 0) {
   let n = e.command;
   if (Array.isArray(n)) {
    if (n.length < 1) {
     let e = {
      instancePath: t + "/command",
      schemaPath: "#/properties/command/minItems",
      keyword: "minItems",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 items"
     };
     o === null ? o = [e] : o.push(e), s++;
    }
    let e = n.length;
    for (let r = 0; r < e; r++) if (typeof n[r] != "string") {
     let e = {
      instancePath: t + "/command/" + r,
      schemaPath: "#/properties/command/items/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     o === null ? o = [e] : o.push(e), s++;
    }
   } else {
    let e = {
     instancePath: t + "/command",
     schemaPath: "#/properties/command/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    o === null ? o = [e] : o.push(e), s++;
   }
  }
  if (e.env !== void 0) {
   let n = e.env;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    for (let e in n) {
     let n = s;
     if (typeof e == "string" && !E.test(e)) {
      let n = {
       instancePath: t + "/env",
       schemaPath: "#/$defs/Env/propertyNames/pattern",
       keyword: "pattern",
       params: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
       message: "must match pattern \"^[A-Za-z_][A-Za-z0-9_]*$\"",
       propertyName: e
      };
      o === null ? o = [n] : o.push(n), s++;
     }
     if (n !== s) {
      let n = {
       instancePath: t + "/env",
       schemaPath: "#/$defs/Env/propertyNames",
       keyword: "propertyNames",
       params: { propertyName: e },
       message: "property name must be valid"
      };
      o === null ? o = [n] : o.push(n), s++;
     }
    }
    for (let e in n) {
     let r = n[e];
     if (typeof r != "string" && !(typeof r == "number" && isFinite(r)) && typeof r != "boolean") {
      let n = {
       instancePath: t + "/env/" + e.replace(/~/g, "~0").replace(/\//g, "~1"),
       schemaPath: "#/$defs/Env/additionalProperties/type",
       keyword: "type",
       params: { type: _e.additionalProperties.type },
       message: "must be string,number,boolean"
      };
      o === null ? o = [n] : o.push(n), s++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/env",
     schemaPath: "#/$defs/Env/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    o === null ? o = [e] : o.push(e), s++;
   }
  }
  if (e.files !== void 0) {
   let n = e.files;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    for (let e in n) {
     let n = s;
     if (typeof e == "string" && !E.test(e)) {
      let n = {
       instancePath: t + "/files",
       schemaPath: "#/$defs/Files/propertyNames/pattern",
       keyword: "pattern",
       params: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
       message: "must match pattern \"^[A-Za-z_][A-Za-z0-9_]*$\"",
       propertyName: e
      };
      o === null ? o = [n] : o.push(n), s++;
     }
     if (n !== s) {
      let n = {
       instancePath: t + "/files",
       schemaPath: "#/$defs/Files/propertyNames",
       keyword: "propertyNames",
       params: { propertyName: e },
       message: "property name must be valid"
      };
      o === null ? o = [n] : o.push(n), s++;
     }
    }
    for (let e in n) if (typeof n[e] != "string") {
     let n = {
      instancePath: t + "/files/" + e.replace(/~/g, "~0").replace(/\//g, "~1"),
      schemaPath: "#/$defs/Files/additionalProperties/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     o === null ? o = [n] : o.push(n), s++;
    }
   } else {
    let e = {
     instancePath: t + "/files",
     schemaPath: "#/$defs/Files/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    o === null ? o = [e] : o.push(e), s++;
   }
  }
  if (e.stdin !== void 0 && typeof e.stdin != "string") {
   let e = {
    instancePath: t + "/stdin",
    schemaPath: "#/properties/stdin/type",
    keyword: "type",
    params: { type: "string" },
    message: "must be string"
   };
   o === null ? o = [e] : o.push(e), s++;
  }
  if (e.cwd !== void 0 && typeof e.cwd != "string") {
   let e = {
    instancePath: t + "/cwd",
    schemaPath: "#/properties/cwd/type",
    keyword: "type",
    params: { type: "string" },
    message: "must be string"
   };
   o === null ? o = [e] : o.push(e), s++;
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  o === null ? o = [e] : o.push(e), s++;
 }
 return D.errors = o, s === 0;
}
D.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const ve = O;
function O(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = O.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.file === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "file" },
    message: "must have required property 'file'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "file" && n !== "interpreter" && n !== "args" && n !== "env" && n !== "files" && n !== "input") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.file !== void 0) {
   let n = e.file;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/file",
      schemaPath: "#/properties/file/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/file",
     schemaPath: "#/properties/file/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.interpreter !== void 0 && typeof e.interpreter != "string") {
   let e = {
    instancePath: t + "/interpreter",
    schemaPath: "#/properties/interpreter/type",
    keyword: "type",
    params: { type: "string" },
    message: "must be string"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.args !== void 0) {
   let n = e.args;
   if (Array.isArray(n)) {
    let e = n.length;
    for (let r = 0; r < e; r++) if (typeof n[r] != "string") {
     let e = {
      instancePath: t + "/args/" + r,
      schemaPath: "#/properties/args/items/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/args",
     schemaPath: "#/properties/args/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.env !== void 0) {
   let n = e.env;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    for (let e in n) {
     let n = c;
     if (typeof e == "string" && !E.test(e)) {
      let n = {
       instancePath: t + "/env",
       schemaPath: "#/$defs/Env/propertyNames/pattern",
       keyword: "pattern",
       params: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
       message: "must match pattern \"^[A-Za-z_][A-Za-z0-9_]*$\"",
       propertyName: e
      };
      s === null ? s = [n] : s.push(n), c++;
     }
     if (n !== c) {
      let n = {
       instancePath: t + "/env",
       schemaPath: "#/$defs/Env/propertyNames",
       keyword: "propertyNames",
       params: { propertyName: e },
       message: "property name must be valid"
      };
      s === null ? s = [n] : s.push(n), c++;
     }
    }
    for (let e in n) {
     let r = n[e];
     if (typeof r != "string" && !(typeof r == "number" && isFinite(r)) && typeof r != "boolean") {
      let n = {
       instancePath: t + "/env/" + e.replace(/~/g, "~0").replace(/\//g, "~1"),
       schemaPath: "#/$defs/Env/additionalProperties/type",
       keyword: "type",
       params: { type: _e.additionalProperties.type },
       message: "must be string,number,boolean"
      };
      s === null ? s = [n] : s.push(n), c++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/env",
     schemaPath: "#/$defs/Env/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.files !== void 0) {
   let n = e.files;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    for (let e in n) {
     let n = c;
     if (typeof e == "string" && !E.test(e)) {
      let n = {
       instancePath: t + "/files",
       schemaPath: "#/$defs/Files/propertyNames/pattern",
       keyword: "pattern",
       params: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
       message: "must match pattern \"^[A-Za-z_][A-Za-z0-9_]*$\"",
       propertyName: e
      };
      s === null ? s = [n] : s.push(n), c++;
     }
     if (n !== c) {
      let n = {
       instancePath: t + "/files",
       schemaPath: "#/$defs/Files/propertyNames",
       keyword: "propertyNames",
       params: { propertyName: e },
       message: "property name must be valid"
      };
      s === null ? s = [n] : s.push(n), c++;
     }
    }
    for (let e in n) if (typeof n[e] != "string") {
     let n = {
      instancePath: t + "/files/" + e.replace(/~/g, "~0").replace(/\//g, "~1"),
      schemaPath: "#/$defs/Files/additionalProperties/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [n] : s.push(n), c++;
    }
   } else {
    let e = {
     instancePath: t + "/files",
     schemaPath: "#/$defs/Files/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return O.errors = s, c === 0;
}
O.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const ye = A, k = {
 type: "object",
 additionalProperties: !1,
 required: ["image"],
 properties: {
  image: {
   type: "string",
   minLength: 1
  },
  command: {
   type: "array",
   items: { type: "string" }
  },
  entrypoint: {
   type: "array",
   items: { type: "string" }
  },
  env: { $ref: "#/$defs/Env" },
  files: { $ref: "#/$defs/Files" },
  stdin: { type: "string" },
  user: {
   type: "string",
   minLength: 1
  },
  workdir: {
   type: "string",
   minLength: 1
  },
  network: {
   type: "string",
   minLength: 1
  },
  volumes: {
   type: "array",
   items: { type: "string" }
  },
  tmpfs: {
   type: "array",
   items: { type: "string" }
  },
  readOnlyRoot: { type: "boolean" },
  capAdd: {
   type: "array",
   items: { type: "string" }
  },
  limits: {
   type: "object",
   additionalProperties: !1,
   properties: {
    cpu: { type: "string" },
    memory: { type: "string" },
    pids: {
     type: ["integer", "string"],
     minimum: 1
    }
   }
  },
  ulimits: {
   type: "object",
   additionalProperties: !1,
   properties: {
    nofile: {
     type: ["integer", "string"],
     minimum: 1
    },
    nproc: {
     type: ["integer", "string"],
     minimum: 1
    }
   }
  },
  pull: { enum: ["never", "missing"] }
 }
};
function A(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = A.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.image === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "image" },
    message: "must have required property 'image'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (!m.call(k.properties, n)) {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.image !== void 0) {
   let n = e.image;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/image",
      schemaPath: "#/properties/image/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/image",
     schemaPath: "#/properties/image/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.command !== void 0) {
   let n = e.command;
   if (Array.isArray(n)) {
    let e = n.length;
    for (let r = 0; r < e; r++) if (typeof n[r] != "string") {
     let e = {
      instancePath: t + "/command/" + r,
      schemaPath: "#/properties/command/items/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/command",
     schemaPath: "#/properties/command/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.entrypoint !== void 0) {
   let n = e.entrypoint;
   if (Array.isArray(n)) {
    let e = n.length;
    for (let r = 0; r < e; r++) if (typeof n[r] != "string") {
     let e = {
      instancePath: t + "/entrypoint/" + r,
      schemaPath: "#/properties/entrypoint/items/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/entrypoint",
     schemaPath: "#/properties/entrypoint/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.env !== void 0) {
   let n = e.env;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    for (let e in n) {
     let n = c;
     if (typeof e == "string" && !E.test(e)) {
      let n = {
       instancePath: t + "/env",
       schemaPath: "#/$defs/Env/propertyNames/pattern",
       keyword: "pattern",
       params: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
       message: "must match pattern \"^[A-Za-z_][A-Za-z0-9_]*$\"",
       propertyName: e
      };
      s === null ? s = [n] : s.push(n), c++;
     }
     if (n !== c) {
      let n = {
       instancePath: t + "/env",
       schemaPath: "#/$defs/Env/propertyNames",
       keyword: "propertyNames",
       params: { propertyName: e },
       message: "property name must be valid"
      };
      s === null ? s = [n] : s.push(n), c++;
     }
    }
    for (let e in n) {
     let r = n[e];
     if (typeof r != "string" && !(typeof r == "number" && isFinite(r)) && typeof r != "boolean") {
      let n = {
       instancePath: t + "/env/" + e.replace(/~/g, "~0").replace(/\//g, "~1"),
       schemaPath: "#/$defs/Env/additionalProperties/type",
       keyword: "type",
       params: { type: _e.additionalProperties.type },
       message: "must be string,number,boolean"
      };
      s === null ? s = [n] : s.push(n), c++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/env",
     schemaPath: "#/$defs/Env/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.files !== void 0) {
   let n = e.files;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    for (let e in n) {
     let n = c;
     if (typeof e == "string" && !E.test(e)) {
      let n = {
       instancePath: t + "/files",
       schemaPath: "#/$defs/Files/propertyNames/pattern",
       keyword: "pattern",
       params: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
       message: "must match pattern \"^[A-Za-z_][A-Za-z0-9_]*$\"",
       propertyName: e
      };
      s === null ? s = [n] : s.push(n), c++;
     }
     if (n !== c) {
      let n = {
       instancePath: t + "/files",
       schemaPath: "#/$defs/Files/propertyNames",
       keyword: "propertyNames",
       params: { propertyName: e },
       message: "property name must be valid"
      };
      s === null ? s = [n] : s.push(n), c++;
     }
    }
    for (let e in n) if (typeof n[e] != "string") {
     let n = {
      instancePath: t + "/files/" + e.replace(/~/g, "~0").replace(/\//g, "~1"),
      schemaPath: "#/$defs/Files/additionalProperties/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [n] : s.push(n), c++;
    }
   } else {
    let e = {
     instancePath: t + "/files",
     schemaPath: "#/$defs/Files/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.stdin !== void 0 && typeof e.stdin != "string") {
   let e = {
    instancePath: t + "/stdin",
    schemaPath: "#/properties/stdin/type",
    keyword: "type",
    params: { type: "string" },
    message: "must be string"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.user !== void 0) {
   let n = e.user;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/user",
      schemaPath: "#/properties/user/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/user",
     schemaPath: "#/properties/user/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.workdir !== void 0) {
   let n = e.workdir;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/workdir",
      schemaPath: "#/properties/workdir/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/workdir",
     schemaPath: "#/properties/workdir/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.network !== void 0) {
   let n = e.network;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/network",
      schemaPath: "#/properties/network/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/network",
     schemaPath: "#/properties/network/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.volumes !== void 0) {
   let n = e.volumes;
   if (Array.isArray(n)) {
    let e = n.length;
    for (let r = 0; r < e; r++) if (typeof n[r] != "string") {
     let e = {
      instancePath: t + "/volumes/" + r,
      schemaPath: "#/properties/volumes/items/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/volumes",
     schemaPath: "#/properties/volumes/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.tmpfs !== void 0) {
   let n = e.tmpfs;
   if (Array.isArray(n)) {
    let e = n.length;
    for (let r = 0; r < e; r++) if (typeof n[r] != "string") {
     let e = {
      instancePath: t + "/tmpfs/" + r,
      schemaPath: "#/properties/tmpfs/items/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/tmpfs",
     schemaPath: "#/properties/tmpfs/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.readOnlyRoot !== void 0 && typeof e.readOnlyRoot != "boolean") {
   let e = {
    instancePath: t + "/readOnlyRoot",
    schemaPath: "#/properties/readOnlyRoot/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.capAdd !== void 0) {
   let n = e.capAdd;
   if (Array.isArray(n)) {
    let e = n.length;
    for (let r = 0; r < e; r++) if (typeof n[r] != "string") {
     let e = {
      instancePath: t + "/capAdd/" + r,
      schemaPath: "#/properties/capAdd/items/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/capAdd",
     schemaPath: "#/properties/capAdd/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.limits !== void 0) {
   let n = e.limits;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    for (let e in n) if (e !== "cpu" && e !== "memory" && e !== "pids") {
     let n = {
      instancePath: t + "/limits",
      schemaPath: "#/properties/limits/additionalProperties",
      keyword: "additionalProperties",
      params: { additionalProperty: e },
      message: "must NOT have additional properties"
     };
     s === null ? s = [n] : s.push(n), c++;
    }
    if (n.cpu !== void 0 && typeof n.cpu != "string") {
     let e = {
      instancePath: t + "/limits/cpu",
      schemaPath: "#/properties/limits/properties/cpu/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n.memory !== void 0 && typeof n.memory != "string") {
     let e = {
      instancePath: t + "/limits/memory",
      schemaPath: "#/properties/limits/properties/memory/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n.pids !== void 0) {
     let e = n.pids;
     if ((typeof e != "number" || e % 1 || isNaN(e) || !isFinite(e)) && typeof e != "string") {
      let e = {
       instancePath: t + "/limits/pids",
       schemaPath: "#/properties/limits/properties/pids/type",
       keyword: "type",
       params: { type: k.properties.limits.properties.pids.type },
       message: "must be integer,string"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
     if (typeof e == "number" && isFinite(e) && (e < 1 || isNaN(e))) {
      let e = {
       instancePath: t + "/limits/pids",
       schemaPath: "#/properties/limits/properties/pids/minimum",
       keyword: "minimum",
       params: {
        comparison: ">=",
        limit: 1
       },
       message: "must be >= 1"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/limits",
     schemaPath: "#/properties/limits/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.ulimits !== void 0) {
   let n = e.ulimits;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    for (let e in n) if (e !== "nofile" && e !== "nproc") {
     let n = {
      instancePath: t + "/ulimits",
      schemaPath: "#/properties/ulimits/additionalProperties",
      keyword: "additionalProperties",
      params: { additionalProperty: e },
      message: "must NOT have additional properties"
     };
     s === null ? s = [n] : s.push(n), c++;
    }
    if (n.nofile !== void 0) {
     let e = n.nofile;
     if ((typeof e != "number" || e % 1 || isNaN(e) || !isFinite(e)) && typeof e != "string") {
      let e = {
       instancePath: t + "/ulimits/nofile",
       schemaPath: "#/properties/ulimits/properties/nofile/type",
       keyword: "type",
       params: { type: k.properties.ulimits.properties.nofile.type },
       message: "must be integer,string"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
     if (typeof e == "number" && isFinite(e) && (e < 1 || isNaN(e))) {
      let e = {
       instancePath: t + "/ulimits/nofile",
       schemaPath: "#/properties/ulimits/properties/nofile/minimum",
       keyword: "minimum",
       params: {
        comparison: ">=",
        limit: 1
       },
       message: "must be >= 1"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
    if (n.nproc !== void 0) {
     let e = n.nproc;
     if ((typeof e != "number" || e % 1 || isNaN(e) || !isFinite(e)) && typeof e != "string") {
      let e = {
       instancePath: t + "/ulimits/nproc",
       schemaPath: "#/properties/ulimits/properties/nproc/type",
       keyword: "type",
       params: { type: k.properties.ulimits.properties.nproc.type },
       message: "must be integer,string"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
     if (typeof e == "number" && isFinite(e) && (e < 1 || isNaN(e))) {
      let e = {
       instancePath: t + "/ulimits/nproc",
       schemaPath: "#/properties/ulimits/properties/nproc/minimum",
       keyword: "minimum",
       params: {
        comparison: ">=",
        limit: 1
       },
       message: "must be >= 1"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/ulimits",
     schemaPath: "#/properties/ulimits/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.pull !== void 0) {
   let n = e.pull;
   if (n !== "never" && n !== "missing") {
    let e = {
     instancePath: t + "/pull",
     schemaPath: "#/properties/pull/enum",
     keyword: "enum",
     params: { allowedValues: k.properties.pull.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return A.errors = s, c === 0;
}
A.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const be = j, xe = {
 type: "object",
 additionalProperties: !1,
 required: ["url"],
 properties: {
  url: {
   type: "string",
   minLength: 1
  },
  method: { enum: [
   "GET",
   "HEAD",
   "POST",
   "PUT",
   "PATCH",
   "DELETE"
  ] },
  headers: {
   type: "object",
   additionalProperties: { type: "string" }
  },
  body: {},
  expect: {
   type: "object",
   additionalProperties: !1,
   properties: { status: {
    type: "array",
    items: {
     type: "integer",
     minimum: 100,
     maximum: 599
    },
    minItems: 1
   } }
  },
  secrets: {
   type: "object",
   minProperties: 1,
   maxProperties: 50,
   propertyNames: { pattern: "^[A-Za-z_][A-Za-z0-9_-]{0,62}$" },
   additionalProperties: {
    type: "string",
    pattern: "^(/([^/~]|~[01])*)+$"
   }
  },
  maxBytes: {
   type: "integer",
   minimum: 0,
   maximum: 67108864
  }
 }
}, Se = RegExp("^[A-Za-z_][A-Za-z0-9_-]{0,62}$", "u"), Ce = RegExp("^(/([^/~]|~[01])*)+$", "u");
function j(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = j.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.url === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "url" },
    message: "must have required property 'url'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "url" && n !== "method" && n !== "headers" && n !== "body" && n !== "expect" && n !== "secrets" && n !== "maxBytes") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.url !== void 0) {
   let n = e.url;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/url",
      schemaPath: "#/properties/url/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/url",
     schemaPath: "#/properties/url/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.method !== void 0) {
   let n = e.method;
   if (n !== "GET" && n !== "HEAD" && n !== "POST" && n !== "PUT" && n !== "PATCH" && n !== "DELETE") {
    let e = {
     instancePath: t + "/method",
     schemaPath: "#/properties/method/enum",
     keyword: "enum",
     params: { allowedValues: xe.properties.method.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.headers !== void 0) {
   let n = e.headers;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    for (let e in n) if (typeof n[e] != "string") {
     let n = {
      instancePath: t + "/headers/" + e.replace(/~/g, "~0").replace(/\//g, "~1"),
      schemaPath: "#/properties/headers/additionalProperties/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [n] : s.push(n), c++;
    }
   } else {
    let e = {
     instancePath: t + "/headers",
     schemaPath: "#/properties/headers/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.expect !== void 0) {
   let n = e.expect;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    for (let e in n) if (e !== "status") {
     let n = {
      instancePath: t + "/expect",
      schemaPath: "#/properties/expect/additionalProperties",
      keyword: "additionalProperties",
      params: { additionalProperty: e },
      message: "must NOT have additional properties"
     };
     s === null ? s = [n] : s.push(n), c++;
    }
    if (n.status !== void 0) {
     let e = n.status;
     if (Array.isArray(e)) {
      if (e.length < 1) {
       let e = {
        instancePath: t + "/expect/status",
        schemaPath: "#/properties/expect/properties/status/minItems",
        keyword: "minItems",
        params: { limit: 1 },
        message: "must NOT have fewer than 1 items"
       };
       s === null ? s = [e] : s.push(e), c++;
      }
      let n = e.length;
      for (let r = 0; r < n; r++) {
       let n = e[r];
       if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
        let e = {
         instancePath: t + "/expect/status/" + r,
         schemaPath: "#/properties/expect/properties/status/items/type",
         keyword: "type",
         params: { type: "integer" },
         message: "must be integer"
        };
        s === null ? s = [e] : s.push(e), c++;
       }
       if (typeof n == "number" && isFinite(n)) {
        if (n > 599 || isNaN(n)) {
         let e = {
          instancePath: t + "/expect/status/" + r,
          schemaPath: "#/properties/expect/properties/status/items/maximum",
          keyword: "maximum",
          params: {
           comparison: "<=",
           limit: 599
          },
          message: "must be <= 599"
         };
         s === null ? s = [e] : s.push(e), c++;
        }
        if (n < 100 || isNaN(n)) {
         let e = {
          instancePath: t + "/expect/status/" + r,
          schemaPath: "#/properties/expect/properties/status/items/minimum",
          keyword: "minimum",
          params: {
           comparison: ">=",
           limit: 100
          },
          message: "must be >= 100"
         };
         s === null ? s = [e] : s.push(e), c++;
        }
       }
      }
     } else {
      let e = {
       instancePath: t + "/expect/status",
       schemaPath: "#/properties/expect/properties/status/type",
       keyword: "type",
       params: { type: "array" },
       message: "must be array"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/expect",
     schemaPath: "#/properties/expect/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.secrets !== void 0) {
   let n = e.secrets;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    if (Object.keys(n).length > 50) {
     let e = {
      instancePath: t + "/secrets",
      schemaPath: "#/properties/secrets/maxProperties",
      keyword: "maxProperties",
      params: { limit: 50 },
      message: "must NOT have more than 50 properties"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (Object.keys(n).length < 1) {
     let e = {
      instancePath: t + "/secrets",
      schemaPath: "#/properties/secrets/minProperties",
      keyword: "minProperties",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 properties"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    for (let e in n) {
     let n = c;
     if (typeof e == "string" && !Se.test(e)) {
      let n = {
       instancePath: t + "/secrets",
       schemaPath: "#/properties/secrets/propertyNames/pattern",
       keyword: "pattern",
       params: { pattern: "^[A-Za-z_][A-Za-z0-9_-]{0,62}$" },
       message: "must match pattern \"^[A-Za-z_][A-Za-z0-9_-]{0,62}$\"",
       propertyName: e
      };
      s === null ? s = [n] : s.push(n), c++;
     }
     if (n !== c) {
      let n = {
       instancePath: t + "/secrets",
       schemaPath: "#/properties/secrets/propertyNames",
       keyword: "propertyNames",
       params: { propertyName: e },
       message: "property name must be valid"
      };
      s === null ? s = [n] : s.push(n), c++;
     }
    }
    for (let e in n) {
     let r = n[e];
     if (typeof r == "string") {
      if (!Ce.test(r)) {
       let n = {
        instancePath: t + "/secrets/" + e.replace(/~/g, "~0").replace(/\//g, "~1"),
        schemaPath: "#/properties/secrets/additionalProperties/pattern",
        keyword: "pattern",
        params: { pattern: "^(/([^/~]|~[01])*)+$" },
        message: "must match pattern \"^(/([^/~]|~[01])*)+$\""
       };
       s === null ? s = [n] : s.push(n), c++;
      }
     } else {
      let n = {
       instancePath: t + "/secrets/" + e.replace(/~/g, "~0").replace(/\//g, "~1"),
       schemaPath: "#/properties/secrets/additionalProperties/type",
       keyword: "type",
       params: { type: "string" },
       message: "must be string"
      };
      s === null ? s = [n] : s.push(n), c++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/secrets",
     schemaPath: "#/properties/secrets/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.maxBytes !== void 0) {
   let n = e.maxBytes;
   if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
    let e = {
     instancePath: t + "/maxBytes",
     schemaPath: "#/properties/maxBytes/type",
     keyword: "type",
     params: { type: "integer" },
     message: "must be integer"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (typeof n == "number" && isFinite(n)) {
    if (n > 67108864 || isNaN(n)) {
     let e = {
      instancePath: t + "/maxBytes",
      schemaPath: "#/properties/maxBytes/maximum",
      keyword: "maximum",
      params: {
       comparison: "<=",
       limit: 67108864
      },
      message: "must be <= 67108864"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n < 0 || isNaN(n)) {
     let e = {
      instancePath: t + "/maxBytes",
      schemaPath: "#/properties/maxBytes/minimum",
      keyword: "minimum",
      params: {
       comparison: ">=",
       limit: 0
      },
      message: "must be >= 0"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return j.errors = s, c === 0;
}
j.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const we = M;
function M(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = M.evaluated;
 l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0);
 let u = c, d = !1, f = null, p = c;
 if (e && typeof e == "object" && !Array.isArray(e) && e.duration === void 0) {
  let e = {
   instancePath: t,
   schemaPath: "#/oneOf/0/required",
   keyword: "required",
   params: { missingProperty: "duration" },
   message: "must have required property 'duration'"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 var m = p === c;
 m && (d = !0, f = 0);
 let h = c;
 if (e && typeof e == "object" && !Array.isArray(e) && e.until === void 0) {
  let e = {
   instancePath: t,
   schemaPath: "#/oneOf/1/required",
   keyword: "required",
   params: { missingProperty: "until" },
   message: "must have required property 'until'"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 var m = h === c;
 if (m && d) d = !1, f = [f, 1];
 else {
  m && (d = !0, f = 1);
  let n = c;
  if (e && typeof e == "object" && !Array.isArray(e) && e.condition === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/oneOf/2/required",
    keyword: "required",
    params: { missingProperty: "condition" },
    message: "must have required property 'condition'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  var m = n === c;
  m && d ? (d = !1, f = [f, 2]) : m && (d = !0, f = 2);
 }
 if (d) c = u, s !== null && (u ? s.length = u : s = null);
 else {
  let e = {
   instancePath: t,
   schemaPath: "#/oneOf",
   keyword: "oneOf",
   params: { passingSchemas: f },
   message: "must match exactly one schema in oneOf"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 if (e && typeof e == "object" && !Array.isArray(e)) {
  for (let n in e) if (n !== "duration" && n !== "until" && n !== "condition" && n !== "every" && n !== "for") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.duration !== void 0) {
   let n = e.duration;
   if (typeof n == "string") {
    if (!g.test(n)) {
     let e = {
      instancePath: t + "/duration",
      schemaPath: "#/properties/duration/pattern",
      keyword: "pattern",
      params: { pattern: "^[0-9]{1,9}(ms|s|m|h|d)$" },
      message: "must match pattern \"^[0-9]{1,9}(ms|s|m|h|d)$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/duration",
     schemaPath: "#/properties/duration/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.until !== void 0 && typeof e.until != "string") {
   let e = {
    instancePath: t + "/until",
    schemaPath: "#/properties/until/type",
    keyword: "type",
    params: { type: "string" },
    message: "must be string"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.condition !== void 0) {
   let n = e.condition;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/condition",
      schemaPath: "#/properties/condition/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/condition",
     schemaPath: "#/properties/condition/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.every !== void 0) {
   let n = e.every;
   if (typeof n == "string") {
    if (!g.test(n)) {
     let e = {
      instancePath: t + "/every",
      schemaPath: "#/properties/every/pattern",
      keyword: "pattern",
      params: { pattern: "^[0-9]{1,9}(ms|s|m|h|d)$" },
      message: "must match pattern \"^[0-9]{1,9}(ms|s|m|h|d)$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/every",
     schemaPath: "#/properties/every/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.for !== void 0) {
   let n = e.for;
   if (typeof n == "string") {
    if (!g.test(n)) {
     let e = {
      instancePath: t + "/for",
      schemaPath: "#/properties/for/pattern",
      keyword: "pattern",
      params: { pattern: "^[0-9]{1,9}(ms|s|m|h|d)$" },
      message: "must match pattern \"^[0-9]{1,9}(ms|s|m|h|d)$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/for",
     schemaPath: "#/properties/for/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return M.errors = s, c === 0;
}
M.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const Te = P, N = {
 type: "object",
 additionalProperties: !1,
 required: ["message"],
 properties: {
  channel: { enum: [
   "terminal",
   "webhook",
   "slack",
   "pagerduty",
   "mail"
  ] },
  message: {
   type: "string",
   minLength: 1,
   maxLength: 1e4
  },
  url: {
   type: "string",
   minLength: 1
  },
  payload: {},
  routingKey: {
   type: "string",
   minLength: 1
  },
  eventAction: { enum: [
   "trigger",
   "acknowledge",
   "resolve"
  ] },
  severity: { enum: [
   "critical",
   "error",
   "warning",
   "info"
  ] },
  dedupKey: {
   type: "string",
   minLength: 1,
   maxLength: 255
  },
  from: {
   type: "string",
   minLength: 1
  },
  to: {
   type: "array",
   items: {
    type: "string",
    minLength: 1
   },
   minItems: 1,
   maxItems: 100
  },
  subject: {
   type: "string",
   minLength: 1,
   maxLength: 500
  },
  username: {
   type: "string",
   minLength: 1
  },
  password: {
   type: "string",
   minLength: 1
  }
 }
};
function P(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = P.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.message === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "message" },
    message: "must have required property 'message'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (!m.call(N.properties, n)) {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.channel !== void 0) {
   let n = e.channel;
   if (n !== "terminal" && n !== "webhook" && n !== "slack" && n !== "pagerduty" && n !== "mail") {
    let e = {
     instancePath: t + "/channel",
     schemaPath: "#/properties/channel/enum",
     keyword: "enum",
     params: { allowedValues: N.properties.channel.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.message !== void 0) {
   let n = e.message;
   if (typeof n == "string") {
    if (a(n) > 1e4) {
     let e = {
      instancePath: t + "/message",
      schemaPath: "#/properties/message/maxLength",
      keyword: "maxLength",
      params: { limit: 1e4 },
      message: "must NOT have more than 10000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/message",
      schemaPath: "#/properties/message/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/message",
     schemaPath: "#/properties/message/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.url !== void 0) {
   let n = e.url;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/url",
      schemaPath: "#/properties/url/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/url",
     schemaPath: "#/properties/url/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.routingKey !== void 0) {
   let n = e.routingKey;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/routingKey",
      schemaPath: "#/properties/routingKey/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/routingKey",
     schemaPath: "#/properties/routingKey/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.eventAction !== void 0) {
   let n = e.eventAction;
   if (n !== "trigger" && n !== "acknowledge" && n !== "resolve") {
    let e = {
     instancePath: t + "/eventAction",
     schemaPath: "#/properties/eventAction/enum",
     keyword: "enum",
     params: { allowedValues: N.properties.eventAction.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.severity !== void 0) {
   let n = e.severity;
   if (n !== "critical" && n !== "error" && n !== "warning" && n !== "info") {
    let e = {
     instancePath: t + "/severity",
     schemaPath: "#/properties/severity/enum",
     keyword: "enum",
     params: { allowedValues: N.properties.severity.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.dedupKey !== void 0) {
   let n = e.dedupKey;
   if (typeof n == "string") {
    if (a(n) > 255) {
     let e = {
      instancePath: t + "/dedupKey",
      schemaPath: "#/properties/dedupKey/maxLength",
      keyword: "maxLength",
      params: { limit: 255 },
      message: "must NOT have more than 255 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/dedupKey",
      schemaPath: "#/properties/dedupKey/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/dedupKey",
     schemaPath: "#/properties/dedupKey/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.from !== void 0) {
   let n = e.from;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/from",
      schemaPath: "#/properties/from/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/from",
     schemaPath: "#/properties/from/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.to !== void 0) {
   let n = e.to;
   if (Array.isArray(n)) {
    if (n.length > 100) {
     let e = {
      instancePath: t + "/to",
      schemaPath: "#/properties/to/maxItems",
      keyword: "maxItems",
      params: { limit: 100 },
      message: "must NOT have more than 100 items"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n.length < 1) {
     let e = {
      instancePath: t + "/to",
      schemaPath: "#/properties/to/minItems",
      keyword: "minItems",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 items"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    let e = n.length;
    for (let r = 0; r < e; r++) {
     let e = n[r];
     if (typeof e == "string") {
      if (a(e) < 1) {
       let e = {
        instancePath: t + "/to/" + r,
        schemaPath: "#/properties/to/items/minLength",
        keyword: "minLength",
        params: { limit: 1 },
        message: "must NOT have fewer than 1 characters"
       };
       s === null ? s = [e] : s.push(e), c++;
      }
     } else {
      let e = {
       instancePath: t + "/to/" + r,
       schemaPath: "#/properties/to/items/type",
       keyword: "type",
       params: { type: "string" },
       message: "must be string"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/to",
     schemaPath: "#/properties/to/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.subject !== void 0) {
   let n = e.subject;
   if (typeof n == "string") {
    if (a(n) > 500) {
     let e = {
      instancePath: t + "/subject",
      schemaPath: "#/properties/subject/maxLength",
      keyword: "maxLength",
      params: { limit: 500 },
      message: "must NOT have more than 500 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/subject",
      schemaPath: "#/properties/subject/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/subject",
     schemaPath: "#/properties/subject/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.username !== void 0) {
   let n = e.username;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/username",
      schemaPath: "#/properties/username/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/username",
     schemaPath: "#/properties/username/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.password !== void 0) {
   let n = e.password;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/password",
      schemaPath: "#/properties/password/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/password",
     schemaPath: "#/properties/password/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return P.errors = s, c === 0;
}
P.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const Ee = F, De = {
 type: "object",
 additionalProperties: !1,
 minProperties: 1,
 properties: {
  values: {
   type: "object",
   minProperties: 1
  },
  require: {
   type: "array",
   minItems: 1,
   maxItems: 50,
   items: {
    type: "object",
    additionalProperties: !1,
    required: ["that", "message"],
    properties: {
     that: { type: ["boolean", "string"] },
     message: {
      type: "string",
      minLength: 1,
      maxLength: 4e3
     }
    }
   }
  }
 }
};
function F(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = F.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (Object.keys(e).length < 1) {
   let e = {
    instancePath: t,
    schemaPath: "#/minProperties",
    keyword: "minProperties",
    params: { limit: 1 },
    message: "must NOT have fewer than 1 properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "values" && n !== "require") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.values !== void 0) {
   let n = e.values;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    if (Object.keys(n).length < 1) {
     let e = {
      instancePath: t + "/values",
      schemaPath: "#/properties/values/minProperties",
      keyword: "minProperties",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 properties"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/values",
     schemaPath: "#/properties/values/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.require !== void 0) {
   let n = e.require;
   if (Array.isArray(n)) {
    if (n.length > 50) {
     let e = {
      instancePath: t + "/require",
      schemaPath: "#/properties/require/maxItems",
      keyword: "maxItems",
      params: { limit: 50 },
      message: "must NOT have more than 50 items"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n.length < 1) {
     let e = {
      instancePath: t + "/require",
      schemaPath: "#/properties/require/minItems",
      keyword: "minItems",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 items"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    let e = n.length;
    for (let r = 0; r < e; r++) {
     let e = n[r];
     if (e && typeof e == "object" && !Array.isArray(e)) {
      if (e.that === void 0) {
       let e = {
        instancePath: t + "/require/" + r,
        schemaPath: "#/properties/require/items/required",
        keyword: "required",
        params: { missingProperty: "that" },
        message: "must have required property 'that'"
       };
       s === null ? s = [e] : s.push(e), c++;
      }
      if (e.message === void 0) {
       let e = {
        instancePath: t + "/require/" + r,
        schemaPath: "#/properties/require/items/required",
        keyword: "required",
        params: { missingProperty: "message" },
        message: "must have required property 'message'"
       };
       s === null ? s = [e] : s.push(e), c++;
      }
      for (let n in e) if (n !== "that" && n !== "message") {
       let e = {
        instancePath: t + "/require/" + r,
        schemaPath: "#/properties/require/items/additionalProperties",
        keyword: "additionalProperties",
        params: { additionalProperty: n },
        message: "must NOT have additional properties"
       };
       s === null ? s = [e] : s.push(e), c++;
      }
      if (e.that !== void 0) {
       let n = e.that;
       if (typeof n != "boolean" && typeof n != "string") {
        let e = {
         instancePath: t + "/require/" + r + "/that",
         schemaPath: "#/properties/require/items/properties/that/type",
         keyword: "type",
         params: { type: De.properties.require.items.properties.that.type },
         message: "must be boolean,string"
        };
        s === null ? s = [e] : s.push(e), c++;
       }
      }
      if (e.message !== void 0) {
       let n = e.message;
       if (typeof n == "string") {
        if (a(n) > 4e3) {
         let e = {
          instancePath: t + "/require/" + r + "/message",
          schemaPath: "#/properties/require/items/properties/message/maxLength",
          keyword: "maxLength",
          params: { limit: 4e3 },
          message: "must NOT have more than 4000 characters"
         };
         s === null ? s = [e] : s.push(e), c++;
        }
        if (a(n) < 1) {
         let e = {
          instancePath: t + "/require/" + r + "/message",
          schemaPath: "#/properties/require/items/properties/message/minLength",
          keyword: "minLength",
          params: { limit: 1 },
          message: "must NOT have fewer than 1 characters"
         };
         s === null ? s = [e] : s.push(e), c++;
        }
       } else {
        let e = {
         instancePath: t + "/require/" + r + "/message",
         schemaPath: "#/properties/require/items/properties/message/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        s === null ? s = [e] : s.push(e), c++;
       }
      }
     } else {
      let e = {
       instancePath: t + "/require/" + r,
       schemaPath: "#/properties/require/items/type",
       keyword: "type",
       params: { type: "object" },
       message: "must be object"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/require",
     schemaPath: "#/properties/require/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return F.errors = s, c === 0;
}
F.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const Oe = I;
function I(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = I.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.message === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "message" },
    message: "must have required property 'message'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "message" && n !== "expiresIn") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.message !== void 0) {
   let n = e.message;
   if (typeof n == "string") {
    if (a(n) > 2e3) {
     let e = {
      instancePath: t + "/message",
      schemaPath: "#/properties/message/maxLength",
      keyword: "maxLength",
      params: { limit: 2e3 },
      message: "must NOT have more than 2000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/message",
      schemaPath: "#/properties/message/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/message",
     schemaPath: "#/properties/message/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.expiresIn !== void 0) {
   let n = e.expiresIn;
   if (typeof n == "string") {
    if (!g.test(n)) {
     let e = {
      instancePath: t + "/expiresIn",
      schemaPath: "#/properties/expiresIn/pattern",
      keyword: "pattern",
      params: { pattern: "^[0-9]{1,9}(ms|s|m|h|d)$" },
      message: "must match pattern \"^[0-9]{1,9}(ms|s|m|h|d)$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/expiresIn",
     schemaPath: "#/properties/expiresIn/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return I.errors = s, c === 0;
}
I.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const ke = L, Ae = RegExp("^[a-z0-9-]+@[^@\\s]+$", "u");
function L(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: a = {} } = {}) {
 let o = null, s = 0, c = L.evaluated;
 if (c.dynamicProps && (c.props = void 0), c.dynamicItems && (c.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.workflow === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "workflow" },
    message: "must have required property 'workflow'"
   };
   o === null ? o = [e] : o.push(e), s++;
  }
  for (let n in e) if (n !== "workflow" && n !== "inputs") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   o === null ? o = [e] : o.push(e), s++;
  }
  if (e.workflow !== void 0) {
   let n = e.workflow;
   if (typeof n == "string") {
    if (!Ae.test(n)) {
     let e = {
      instancePath: t + "/workflow",
      schemaPath: "#/properties/workflow/pattern",
      keyword: "pattern",
      params: { pattern: "^[a-z0-9-]+@[^@\\s]+$" },
      message: "must match pattern \"^[a-z0-9-]+@[^@\\s]+$\""
     };
     o === null ? o = [e] : o.push(e), s++;
    }
   } else {
    let e = {
     instancePath: t + "/workflow",
     schemaPath: "#/properties/workflow/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    o === null ? o = [e] : o.push(e), s++;
   }
  }
  if (e.inputs !== void 0) {
   let n = e.inputs;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    if (Object.keys(n).length > 1e3) {
     let e = {
      instancePath: t + "/inputs",
      schemaPath: "#/properties/inputs/maxProperties",
      keyword: "maxProperties",
      params: { limit: 1e3 },
      message: "must NOT have more than 1000 properties"
     };
     o === null ? o = [e] : o.push(e), s++;
    }
   } else {
    let e = {
     instancePath: t + "/inputs",
     schemaPath: "#/properties/inputs/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    o === null ? o = [e] : o.push(e), s++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  o === null ? o = [e] : o.push(e), s++;
 }
 return L.errors = o, s === 0;
}
L.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const je = R, Me = {
 type: "object",
 additionalProperties: !1,
 required: ["query"],
 properties: {
  query: {
   type: "string",
   minLength: 1,
   maxLength: 2e4
  },
  vars: {
   type: "object",
   propertyNames: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
   additionalProperties: { type: [
    "string",
    "number",
    "boolean",
    "array"
   ] }
  },
  url: {
   type: "string",
   minLength: 1
  },
  range: {
   type: "object",
   additionalProperties: !1,
   properties: {
    duration: {
     type: "string",
     pattern: "^[0-9]{1,9}(ms|s|m|h|d)$"
    },
    start: { type: "string" },
    end: { type: "string" },
    step: {
     type: "string",
     pattern: "^[0-9]{1,9}(ms|s|m|h|d)$"
    }
   },
   oneOf: [{ required: ["duration"] }, { required: ["start", "end"] }]
  },
  successCondition: {
   type: "string",
   minLength: 1
  },
  failureCondition: {
   type: "string",
   minLength: 1
  },
  onNoData: { enum: ["fail", "pass"] },
  interval: {
   type: "string",
   pattern: "^[0-9]{1,9}(ms|s|m|h|d)$"
  },
  for: {
   type: "string",
   pattern: "^[0-9]{1,9}(ms|s|m|h|d)$"
  },
  consecutiveErrorLimit: {
   type: "integer",
   minimum: 0,
   maximum: 1e3
  },
  maxSeries: {
   type: "integer",
   minimum: 1,
   maximum: 1e3
  },
  bearerToken: {
   type: "string",
   minLength: 1
  },
  basicAuth: {
   type: "object",
   additionalProperties: !1,
   required: ["username", "password"],
   properties: {
    username: { type: "string" },
    password: { type: "string" }
   }
  }
 }
};
function R(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = R.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.query === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "query" },
    message: "must have required property 'query'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (!m.call(Me.properties, n)) {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.query !== void 0) {
   let n = e.query;
   if (typeof n == "string") {
    if (a(n) > 2e4) {
     let e = {
      instancePath: t + "/query",
      schemaPath: "#/properties/query/maxLength",
      keyword: "maxLength",
      params: { limit: 2e4 },
      message: "must NOT have more than 20000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/query",
      schemaPath: "#/properties/query/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/query",
     schemaPath: "#/properties/query/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.vars !== void 0) {
   let n = e.vars;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    for (let e in n) {
     let n = c;
     if (typeof e == "string" && !E.test(e)) {
      let n = {
       instancePath: t + "/vars",
       schemaPath: "#/properties/vars/propertyNames/pattern",
       keyword: "pattern",
       params: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
       message: "must match pattern \"^[A-Za-z_][A-Za-z0-9_]*$\"",
       propertyName: e
      };
      s === null ? s = [n] : s.push(n), c++;
     }
     if (n !== c) {
      let n = {
       instancePath: t + "/vars",
       schemaPath: "#/properties/vars/propertyNames",
       keyword: "propertyNames",
       params: { propertyName: e },
       message: "property name must be valid"
      };
      s === null ? s = [n] : s.push(n), c++;
     }
    }
    for (let e in n) {
     let r = n[e];
     if (typeof r != "string" && !(typeof r == "number" && isFinite(r)) && typeof r != "boolean" && !Array.isArray(r)) {
      let n = {
       instancePath: t + "/vars/" + e.replace(/~/g, "~0").replace(/\//g, "~1"),
       schemaPath: "#/properties/vars/additionalProperties/type",
       keyword: "type",
       params: { type: Me.properties.vars.additionalProperties.type },
       message: "must be string,number,boolean,array"
      };
      s === null ? s = [n] : s.push(n), c++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/vars",
     schemaPath: "#/properties/vars/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.url !== void 0) {
   let n = e.url;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/url",
      schemaPath: "#/properties/url/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/url",
     schemaPath: "#/properties/url/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.range !== void 0) {
   let n = e.range, r = c, i = !1, a = null, o = c;
   if (n && typeof n == "object" && !Array.isArray(n) && n.duration === void 0) {
    let e = {
     instancePath: t + "/range",
     schemaPath: "#/properties/range/oneOf/0/required",
     keyword: "required",
     params: { missingProperty: "duration" },
     message: "must have required property 'duration'"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   var u = o === c;
   u && (i = !0, a = 0);
   let l = c;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    if (n.start === void 0) {
     let e = {
      instancePath: t + "/range",
      schemaPath: "#/properties/range/oneOf/1/required",
      keyword: "required",
      params: { missingProperty: "start" },
      message: "must have required property 'start'"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n.end === void 0) {
     let e = {
      instancePath: t + "/range",
      schemaPath: "#/properties/range/oneOf/1/required",
      keyword: "required",
      params: { missingProperty: "end" },
      message: "must have required property 'end'"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   }
   var u = l === c;
   if (u && i ? (i = !1, a = [a, 1]) : u && (i = !0, a = 1), i) c = r, s !== null && (r ? s.length = r : s = null);
   else {
    let e = {
     instancePath: t + "/range",
     schemaPath: "#/properties/range/oneOf",
     keyword: "oneOf",
     params: { passingSchemas: a },
     message: "must match exactly one schema in oneOf"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (n && typeof n == "object" && !Array.isArray(n)) {
    for (let e in n) if (e !== "duration" && e !== "start" && e !== "end" && e !== "step") {
     let n = {
      instancePath: t + "/range",
      schemaPath: "#/properties/range/additionalProperties",
      keyword: "additionalProperties",
      params: { additionalProperty: e },
      message: "must NOT have additional properties"
     };
     s === null ? s = [n] : s.push(n), c++;
    }
    if (n.duration !== void 0) {
     let e = n.duration;
     if (typeof e == "string") {
      if (!g.test(e)) {
       let e = {
        instancePath: t + "/range/duration",
        schemaPath: "#/properties/range/properties/duration/pattern",
        keyword: "pattern",
        params: { pattern: "^[0-9]{1,9}(ms|s|m|h|d)$" },
        message: "must match pattern \"^[0-9]{1,9}(ms|s|m|h|d)$\""
       };
       s === null ? s = [e] : s.push(e), c++;
      }
     } else {
      let e = {
       instancePath: t + "/range/duration",
       schemaPath: "#/properties/range/properties/duration/type",
       keyword: "type",
       params: { type: "string" },
       message: "must be string"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
    if (n.start !== void 0 && typeof n.start != "string") {
     let e = {
      instancePath: t + "/range/start",
      schemaPath: "#/properties/range/properties/start/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n.end !== void 0 && typeof n.end != "string") {
     let e = {
      instancePath: t + "/range/end",
      schemaPath: "#/properties/range/properties/end/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n.step !== void 0) {
     let e = n.step;
     if (typeof e == "string") {
      if (!g.test(e)) {
       let e = {
        instancePath: t + "/range/step",
        schemaPath: "#/properties/range/properties/step/pattern",
        keyword: "pattern",
        params: { pattern: "^[0-9]{1,9}(ms|s|m|h|d)$" },
        message: "must match pattern \"^[0-9]{1,9}(ms|s|m|h|d)$\""
       };
       s === null ? s = [e] : s.push(e), c++;
      }
     } else {
      let e = {
       instancePath: t + "/range/step",
       schemaPath: "#/properties/range/properties/step/type",
       keyword: "type",
       params: { type: "string" },
       message: "must be string"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/range",
     schemaPath: "#/properties/range/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.successCondition !== void 0) {
   let n = e.successCondition;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/successCondition",
      schemaPath: "#/properties/successCondition/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/successCondition",
     schemaPath: "#/properties/successCondition/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.failureCondition !== void 0) {
   let n = e.failureCondition;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/failureCondition",
      schemaPath: "#/properties/failureCondition/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/failureCondition",
     schemaPath: "#/properties/failureCondition/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.onNoData !== void 0) {
   let n = e.onNoData;
   if (n !== "fail" && n !== "pass") {
    let e = {
     instancePath: t + "/onNoData",
     schemaPath: "#/properties/onNoData/enum",
     keyword: "enum",
     params: { allowedValues: Me.properties.onNoData.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.interval !== void 0) {
   let n = e.interval;
   if (typeof n == "string") {
    if (!g.test(n)) {
     let e = {
      instancePath: t + "/interval",
      schemaPath: "#/properties/interval/pattern",
      keyword: "pattern",
      params: { pattern: "^[0-9]{1,9}(ms|s|m|h|d)$" },
      message: "must match pattern \"^[0-9]{1,9}(ms|s|m|h|d)$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/interval",
     schemaPath: "#/properties/interval/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.for !== void 0) {
   let n = e.for;
   if (typeof n == "string") {
    if (!g.test(n)) {
     let e = {
      instancePath: t + "/for",
      schemaPath: "#/properties/for/pattern",
      keyword: "pattern",
      params: { pattern: "^[0-9]{1,9}(ms|s|m|h|d)$" },
      message: "must match pattern \"^[0-9]{1,9}(ms|s|m|h|d)$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/for",
     schemaPath: "#/properties/for/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.consecutiveErrorLimit !== void 0) {
   let n = e.consecutiveErrorLimit;
   if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
    let e = {
     instancePath: t + "/consecutiveErrorLimit",
     schemaPath: "#/properties/consecutiveErrorLimit/type",
     keyword: "type",
     params: { type: "integer" },
     message: "must be integer"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (typeof n == "number" && isFinite(n)) {
    if (n > 1e3 || isNaN(n)) {
     let e = {
      instancePath: t + "/consecutiveErrorLimit",
      schemaPath: "#/properties/consecutiveErrorLimit/maximum",
      keyword: "maximum",
      params: {
       comparison: "<=",
       limit: 1e3
      },
      message: "must be <= 1000"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n < 0 || isNaN(n)) {
     let e = {
      instancePath: t + "/consecutiveErrorLimit",
      schemaPath: "#/properties/consecutiveErrorLimit/minimum",
      keyword: "minimum",
      params: {
       comparison: ">=",
       limit: 0
      },
      message: "must be >= 0"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   }
  }
  if (e.maxSeries !== void 0) {
   let n = e.maxSeries;
   if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
    let e = {
     instancePath: t + "/maxSeries",
     schemaPath: "#/properties/maxSeries/type",
     keyword: "type",
     params: { type: "integer" },
     message: "must be integer"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (typeof n == "number" && isFinite(n)) {
    if (n > 1e3 || isNaN(n)) {
     let e = {
      instancePath: t + "/maxSeries",
      schemaPath: "#/properties/maxSeries/maximum",
      keyword: "maximum",
      params: {
       comparison: "<=",
       limit: 1e3
      },
      message: "must be <= 1000"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n < 1 || isNaN(n)) {
     let e = {
      instancePath: t + "/maxSeries",
      schemaPath: "#/properties/maxSeries/minimum",
      keyword: "minimum",
      params: {
       comparison: ">=",
       limit: 1
      },
      message: "must be >= 1"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   }
  }
  if (e.bearerToken !== void 0) {
   let n = e.bearerToken;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/bearerToken",
      schemaPath: "#/properties/bearerToken/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/bearerToken",
     schemaPath: "#/properties/bearerToken/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.basicAuth !== void 0) {
   let n = e.basicAuth;
   if (n && typeof n == "object" && !Array.isArray(n)) {
    if (n.username === void 0) {
     let e = {
      instancePath: t + "/basicAuth",
      schemaPath: "#/properties/basicAuth/required",
      keyword: "required",
      params: { missingProperty: "username" },
      message: "must have required property 'username'"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n.password === void 0) {
     let e = {
      instancePath: t + "/basicAuth",
      schemaPath: "#/properties/basicAuth/required",
      keyword: "required",
      params: { missingProperty: "password" },
      message: "must have required property 'password'"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    for (let e in n) if (e !== "username" && e !== "password") {
     let n = {
      instancePath: t + "/basicAuth",
      schemaPath: "#/properties/basicAuth/additionalProperties",
      keyword: "additionalProperties",
      params: { additionalProperty: e },
      message: "must NOT have additional properties"
     };
     s === null ? s = [n] : s.push(n), c++;
    }
    if (n.username !== void 0 && typeof n.username != "string") {
     let e = {
      instancePath: t + "/basicAuth/username",
      schemaPath: "#/properties/basicAuth/properties/username/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n.password !== void 0 && typeof n.password != "string") {
     let e = {
      instancePath: t + "/basicAuth/password",
      schemaPath: "#/properties/basicAuth/properties/password/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/basicAuth",
     schemaPath: "#/properties/basicAuth/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return R.errors = s, c === 0;
}
R.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const Ne = z;
function z(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = z.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.path === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "path" },
    message: "must have required property 'path'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "path" && n !== "version" && n !== "keepLease" && n !== "ownToken") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.path !== void 0) {
   let n = e.path;
   if (typeof n == "string") {
    if (a(n) > 1e3) {
     let e = {
      instancePath: t + "/path",
      schemaPath: "#/properties/path/maxLength",
      keyword: "maxLength",
      params: { limit: 1e3 },
      message: "must NOT have more than 1000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 3) {
     let e = {
      instancePath: t + "/path",
      schemaPath: "#/properties/path/minLength",
      keyword: "minLength",
      params: { limit: 3 },
      message: "must NOT have fewer than 3 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/path",
     schemaPath: "#/properties/path/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.version !== void 0) {
   let n = e.version;
   if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
    let e = {
     instancePath: t + "/version",
     schemaPath: "#/properties/version/type",
     keyword: "type",
     params: { type: "integer" },
     message: "must be integer"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (typeof n == "number" && isFinite(n) && (n < 1 || isNaN(n))) {
    let e = {
     instancePath: t + "/version",
     schemaPath: "#/properties/version/minimum",
     keyword: "minimum",
     params: {
      comparison: ">=",
      limit: 1
     },
     message: "must be >= 1"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.keepLease !== void 0 && typeof e.keepLease != "boolean") {
   let e = {
    instancePath: t + "/keepLease",
    schemaPath: "#/properties/keepLease/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.ownToken !== void 0 && typeof e.ownToken != "boolean") {
   let e = {
    instancePath: t + "/ownToken",
    schemaPath: "#/properties/ownToken/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return z.errors = s, c === 0;
}
z.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const Pe = B;
function B(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = B.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.path === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "path" },
    message: "must have required property 'path'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "path" && n !== "data" && n !== "cas" && n !== "keepLease") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.path !== void 0) {
   let n = e.path;
   if (typeof n == "string") {
    if (a(n) > 1e3) {
     let e = {
      instancePath: t + "/path",
      schemaPath: "#/properties/path/maxLength",
      keyword: "maxLength",
      params: { limit: 1e3 },
      message: "must NOT have more than 1000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 3) {
     let e = {
      instancePath: t + "/path",
      schemaPath: "#/properties/path/minLength",
      keyword: "minLength",
      params: { limit: 3 },
      message: "must NOT have fewer than 3 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/path",
     schemaPath: "#/properties/path/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.data !== void 0) {
   let n = e.data;
   if (!n || typeof n != "object" || Array.isArray(n)) {
    let e = {
     instancePath: t + "/data",
     schemaPath: "#/properties/data/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.cas !== void 0) {
   let n = e.cas;
   if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
    let e = {
     instancePath: t + "/cas",
     schemaPath: "#/properties/cas/type",
     keyword: "type",
     params: { type: "integer" },
     message: "must be integer"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (typeof n == "number" && isFinite(n) && (n < 0 || isNaN(n))) {
    let e = {
     instancePath: t + "/cas",
     schemaPath: "#/properties/cas/minimum",
     keyword: "minimum",
     params: {
      comparison: ">=",
      limit: 0
     },
     message: "must be >= 0"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.keepLease !== void 0 && typeof e.keepLease != "boolean") {
   let e = {
    instancePath: t + "/keepLease",
    schemaPath: "#/properties/keepLease/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return B.errors = s, c === 0;
}
B.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const Fe = V;
function V(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = V.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.path === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "path" },
    message: "must have required property 'path'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "path" && n !== "versions") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.path !== void 0) {
   let n = e.path;
   if (typeof n == "string") {
    if (a(n) > 1e3) {
     let e = {
      instancePath: t + "/path",
      schemaPath: "#/properties/path/maxLength",
      keyword: "maxLength",
      params: { limit: 1e3 },
      message: "must NOT have more than 1000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 3) {
     let e = {
      instancePath: t + "/path",
      schemaPath: "#/properties/path/minLength",
      keyword: "minLength",
      params: { limit: 3 },
      message: "must NOT have fewer than 3 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/path",
     schemaPath: "#/properties/path/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.versions !== void 0) {
   let n = e.versions;
   if (Array.isArray(n)) {
    if (n.length > 100) {
     let e = {
      instancePath: t + "/versions",
      schemaPath: "#/properties/versions/maxItems",
      keyword: "maxItems",
      params: { limit: 100 },
      message: "must NOT have more than 100 items"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n.length < 1) {
     let e = {
      instancePath: t + "/versions",
      schemaPath: "#/properties/versions/minItems",
      keyword: "minItems",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 items"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    let e = n.length;
    for (let r = 0; r < e; r++) {
     let e = n[r];
     if (typeof e != "number" || e % 1 || isNaN(e) || !isFinite(e)) {
      let e = {
       instancePath: t + "/versions/" + r,
       schemaPath: "#/properties/versions/items/type",
       keyword: "type",
       params: { type: "integer" },
       message: "must be integer"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
     if (typeof e == "number" && isFinite(e) && (e < 1 || isNaN(e))) {
      let e = {
       instancePath: t + "/versions/" + r,
       schemaPath: "#/properties/versions/items/minimum",
       keyword: "minimum",
       params: {
        comparison: ">=",
        limit: 1
       },
       message: "must be >= 1"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/versions",
     schemaPath: "#/properties/versions/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return V.errors = s, c === 0;
}
V.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const Ie = Re, Le = {
 type: "object",
 additionalProperties: !1,
 required: ["key", "plaintext"],
 properties: {
  key: {
   type: "string",
   minLength: 1,
   maxLength: 200,
   pattern: "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"
  },
  mount: {
   type: "string",
   minLength: 1,
   maxLength: 200
  },
  plaintext: { type: "string" },
  encoding: { enum: ["utf8", "base64"] },
  context: {
   type: "string",
   minLength: 1
  }
 }
}, H = RegExp("^[A-Za-z0-9_-][A-Za-z0-9_.-]*$", "u");
function Re(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = Re.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.key === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "key" },
    message: "must have required property 'key'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.plaintext === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "plaintext" },
    message: "must have required property 'plaintext'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "key" && n !== "mount" && n !== "plaintext" && n !== "encoding" && n !== "context") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.key !== void 0) {
   let n = e.key;
   if (typeof n == "string") {
    if (a(n) > 200) {
     let e = {
      instancePath: t + "/key",
      schemaPath: "#/properties/key/maxLength",
      keyword: "maxLength",
      params: { limit: 200 },
      message: "must NOT have more than 200 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/key",
      schemaPath: "#/properties/key/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (!H.test(n)) {
     let e = {
      instancePath: t + "/key",
      schemaPath: "#/properties/key/pattern",
      keyword: "pattern",
      params: { pattern: "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$" },
      message: "must match pattern \"^[A-Za-z0-9_-][A-Za-z0-9_.-]*$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/key",
     schemaPath: "#/properties/key/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.mount !== void 0) {
   let n = e.mount;
   if (typeof n == "string") {
    if (a(n) > 200) {
     let e = {
      instancePath: t + "/mount",
      schemaPath: "#/properties/mount/maxLength",
      keyword: "maxLength",
      params: { limit: 200 },
      message: "must NOT have more than 200 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/mount",
      schemaPath: "#/properties/mount/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/mount",
     schemaPath: "#/properties/mount/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.plaintext !== void 0 && typeof e.plaintext != "string") {
   let e = {
    instancePath: t + "/plaintext",
    schemaPath: "#/properties/plaintext/type",
    keyword: "type",
    params: { type: "string" },
    message: "must be string"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.encoding !== void 0) {
   let n = e.encoding;
   if (n !== "utf8" && n !== "base64") {
    let e = {
     instancePath: t + "/encoding",
     schemaPath: "#/properties/encoding/enum",
     keyword: "enum",
     params: { allowedValues: Le.properties.encoding.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.context !== void 0) {
   let n = e.context;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/context",
      schemaPath: "#/properties/context/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/context",
     schemaPath: "#/properties/context/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return Re.errors = s, c === 0;
}
Re.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const ze = U, Be = {
 type: "object",
 additionalProperties: !1,
 required: ["key", "ciphertext"],
 properties: {
  key: {
   type: "string",
   minLength: 1,
   maxLength: 200,
   pattern: "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"
  },
  mount: {
   type: "string",
   minLength: 1,
   maxLength: 200
  },
  ciphertext: {
   type: "string",
   minLength: 1
  },
  encoding: { enum: ["utf8", "base64"] },
  context: {
   type: "string",
   minLength: 1
  }
 }
};
function U(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = U.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.key === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "key" },
    message: "must have required property 'key'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.ciphertext === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "ciphertext" },
    message: "must have required property 'ciphertext'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "key" && n !== "mount" && n !== "ciphertext" && n !== "encoding" && n !== "context") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.key !== void 0) {
   let n = e.key;
   if (typeof n == "string") {
    if (a(n) > 200) {
     let e = {
      instancePath: t + "/key",
      schemaPath: "#/properties/key/maxLength",
      keyword: "maxLength",
      params: { limit: 200 },
      message: "must NOT have more than 200 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/key",
      schemaPath: "#/properties/key/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (!H.test(n)) {
     let e = {
      instancePath: t + "/key",
      schemaPath: "#/properties/key/pattern",
      keyword: "pattern",
      params: { pattern: "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$" },
      message: "must match pattern \"^[A-Za-z0-9_-][A-Za-z0-9_.-]*$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/key",
     schemaPath: "#/properties/key/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.mount !== void 0) {
   let n = e.mount;
   if (typeof n == "string") {
    if (a(n) > 200) {
     let e = {
      instancePath: t + "/mount",
      schemaPath: "#/properties/mount/maxLength",
      keyword: "maxLength",
      params: { limit: 200 },
      message: "must NOT have more than 200 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/mount",
      schemaPath: "#/properties/mount/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/mount",
     schemaPath: "#/properties/mount/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.ciphertext !== void 0) {
   let n = e.ciphertext;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/ciphertext",
      schemaPath: "#/properties/ciphertext/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/ciphertext",
     schemaPath: "#/properties/ciphertext/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.encoding !== void 0) {
   let n = e.encoding;
   if (n !== "utf8" && n !== "base64") {
    let e = {
     instancePath: t + "/encoding",
     schemaPath: "#/properties/encoding/enum",
     keyword: "enum",
     params: { allowedValues: Be.properties.encoding.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.context !== void 0) {
   let n = e.context;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/context",
      schemaPath: "#/properties/context/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/context",
     schemaPath: "#/properties/context/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return U.errors = s, c === 0;
}
U.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const Ve = G, W = {
 type: "object",
 additionalProperties: !1,
 required: ["key", "input"],
 properties: {
  key: {
   type: "string",
   minLength: 1,
   maxLength: 200,
   pattern: "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"
  },
  mount: {
   type: "string",
   minLength: 1,
   maxLength: 200
  },
  input: { type: "string" },
  encoding: { enum: ["utf8", "base64"] },
  context: {
   type: "string",
   minLength: 1
  },
  hashAlgorithm: { enum: [
   "sha2-224",
   "sha2-256",
   "sha2-384",
   "sha2-512",
   "sha3-224",
   "sha3-256",
   "sha3-384",
   "sha3-512",
   "none"
  ] },
  prehashed: { type: "boolean" },
  signatureAlgorithm: { enum: ["pss", "pkcs1v15"] },
  marshaling: { enum: ["asn1", "jws"] }
 }
};
function G(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = G.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.key === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "key" },
    message: "must have required property 'key'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.input === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "input" },
    message: "must have required property 'input'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (!m.call(W.properties, n)) {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.key !== void 0) {
   let n = e.key;
   if (typeof n == "string") {
    if (a(n) > 200) {
     let e = {
      instancePath: t + "/key",
      schemaPath: "#/properties/key/maxLength",
      keyword: "maxLength",
      params: { limit: 200 },
      message: "must NOT have more than 200 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/key",
      schemaPath: "#/properties/key/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (!H.test(n)) {
     let e = {
      instancePath: t + "/key",
      schemaPath: "#/properties/key/pattern",
      keyword: "pattern",
      params: { pattern: "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$" },
      message: "must match pattern \"^[A-Za-z0-9_-][A-Za-z0-9_.-]*$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/key",
     schemaPath: "#/properties/key/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.mount !== void 0) {
   let n = e.mount;
   if (typeof n == "string") {
    if (a(n) > 200) {
     let e = {
      instancePath: t + "/mount",
      schemaPath: "#/properties/mount/maxLength",
      keyword: "maxLength",
      params: { limit: 200 },
      message: "must NOT have more than 200 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/mount",
      schemaPath: "#/properties/mount/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/mount",
     schemaPath: "#/properties/mount/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.input !== void 0 && typeof e.input != "string") {
   let e = {
    instancePath: t + "/input",
    schemaPath: "#/properties/input/type",
    keyword: "type",
    params: { type: "string" },
    message: "must be string"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.encoding !== void 0) {
   let n = e.encoding;
   if (n !== "utf8" && n !== "base64") {
    let e = {
     instancePath: t + "/encoding",
     schemaPath: "#/properties/encoding/enum",
     keyword: "enum",
     params: { allowedValues: W.properties.encoding.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.context !== void 0) {
   let n = e.context;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/context",
      schemaPath: "#/properties/context/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/context",
     schemaPath: "#/properties/context/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.hashAlgorithm !== void 0) {
   let n = e.hashAlgorithm;
   if (n !== "sha2-224" && n !== "sha2-256" && n !== "sha2-384" && n !== "sha2-512" && n !== "sha3-224" && n !== "sha3-256" && n !== "sha3-384" && n !== "sha3-512" && n !== "none") {
    let e = {
     instancePath: t + "/hashAlgorithm",
     schemaPath: "#/properties/hashAlgorithm/enum",
     keyword: "enum",
     params: { allowedValues: W.properties.hashAlgorithm.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.prehashed !== void 0 && typeof e.prehashed != "boolean") {
   let e = {
    instancePath: t + "/prehashed",
    schemaPath: "#/properties/prehashed/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.signatureAlgorithm !== void 0) {
   let n = e.signatureAlgorithm;
   if (n !== "pss" && n !== "pkcs1v15") {
    let e = {
     instancePath: t + "/signatureAlgorithm",
     schemaPath: "#/properties/signatureAlgorithm/enum",
     keyword: "enum",
     params: { allowedValues: W.properties.signatureAlgorithm.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.marshaling !== void 0) {
   let n = e.marshaling;
   if (n !== "asn1" && n !== "jws") {
    let e = {
     instancePath: t + "/marshaling",
     schemaPath: "#/properties/marshaling/enum",
     keyword: "enum",
     params: { allowedValues: W.properties.marshaling.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return G.errors = s, c === 0;
}
G.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const He = q, K = {
 type: "object",
 additionalProperties: !1,
 required: [
  "key",
  "input",
  "signature"
 ],
 properties: {
  key: {
   type: "string",
   minLength: 1,
   maxLength: 200,
   pattern: "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$"
  },
  mount: {
   type: "string",
   minLength: 1,
   maxLength: 200
  },
  input: { type: "string" },
  signature: {
   type: "string",
   minLength: 1
  },
  encoding: { enum: ["utf8", "base64"] },
  context: {
   type: "string",
   minLength: 1
  },
  hashAlgorithm: { enum: [
   "sha2-224",
   "sha2-256",
   "sha2-384",
   "sha2-512",
   "sha3-224",
   "sha3-256",
   "sha3-384",
   "sha3-512",
   "none"
  ] },
  prehashed: { type: "boolean" },
  signatureAlgorithm: { enum: ["pss", "pkcs1v15"] },
  marshaling: { enum: ["asn1", "jws"] }
 }
};
function q(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = q.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.key === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "key" },
    message: "must have required property 'key'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.input === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "input" },
    message: "must have required property 'input'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.signature === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "signature" },
    message: "must have required property 'signature'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (!m.call(K.properties, n)) {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.key !== void 0) {
   let n = e.key;
   if (typeof n == "string") {
    if (a(n) > 200) {
     let e = {
      instancePath: t + "/key",
      schemaPath: "#/properties/key/maxLength",
      keyword: "maxLength",
      params: { limit: 200 },
      message: "must NOT have more than 200 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/key",
      schemaPath: "#/properties/key/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (!H.test(n)) {
     let e = {
      instancePath: t + "/key",
      schemaPath: "#/properties/key/pattern",
      keyword: "pattern",
      params: { pattern: "^[A-Za-z0-9_-][A-Za-z0-9_.-]*$" },
      message: "must match pattern \"^[A-Za-z0-9_-][A-Za-z0-9_.-]*$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/key",
     schemaPath: "#/properties/key/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.mount !== void 0) {
   let n = e.mount;
   if (typeof n == "string") {
    if (a(n) > 200) {
     let e = {
      instancePath: t + "/mount",
      schemaPath: "#/properties/mount/maxLength",
      keyword: "maxLength",
      params: { limit: 200 },
      message: "must NOT have more than 200 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/mount",
      schemaPath: "#/properties/mount/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/mount",
     schemaPath: "#/properties/mount/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.input !== void 0 && typeof e.input != "string") {
   let e = {
    instancePath: t + "/input",
    schemaPath: "#/properties/input/type",
    keyword: "type",
    params: { type: "string" },
    message: "must be string"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.signature !== void 0) {
   let n = e.signature;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/signature",
      schemaPath: "#/properties/signature/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/signature",
     schemaPath: "#/properties/signature/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.encoding !== void 0) {
   let n = e.encoding;
   if (n !== "utf8" && n !== "base64") {
    let e = {
     instancePath: t + "/encoding",
     schemaPath: "#/properties/encoding/enum",
     keyword: "enum",
     params: { allowedValues: K.properties.encoding.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.context !== void 0) {
   let n = e.context;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/context",
      schemaPath: "#/properties/context/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/context",
     schemaPath: "#/properties/context/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.hashAlgorithm !== void 0) {
   let n = e.hashAlgorithm;
   if (n !== "sha2-224" && n !== "sha2-256" && n !== "sha2-384" && n !== "sha2-512" && n !== "sha3-224" && n !== "sha3-256" && n !== "sha3-384" && n !== "sha3-512" && n !== "none") {
    let e = {
     instancePath: t + "/hashAlgorithm",
     schemaPath: "#/properties/hashAlgorithm/enum",
     keyword: "enum",
     params: { allowedValues: K.properties.hashAlgorithm.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.prehashed !== void 0 && typeof e.prehashed != "boolean") {
   let e = {
    instancePath: t + "/prehashed",
    schemaPath: "#/properties/prehashed/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.signatureAlgorithm !== void 0) {
   let n = e.signatureAlgorithm;
   if (n !== "pss" && n !== "pkcs1v15") {
    let e = {
     instancePath: t + "/signatureAlgorithm",
     schemaPath: "#/properties/signatureAlgorithm/enum",
     keyword: "enum",
     params: { allowedValues: K.properties.signatureAlgorithm.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.marshaling !== void 0) {
   let n = e.marshaling;
   if (n !== "asn1" && n !== "jws") {
    let e = {
     instancePath: t + "/marshaling",
     schemaPath: "#/properties/marshaling/enum",
     keyword: "enum",
     params: { allowedValues: K.properties.marshaling.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return q.errors = s, c === 0;
}
q.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const Ue = J;
function J(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = J.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.lease === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "lease" },
    message: "must have required property 'lease'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "lease" && n !== "optional") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.lease !== void 0) {
   let n = e.lease;
   if (typeof n == "string") {
    if (a(n) > 2e3) {
     let e = {
      instancePath: t + "/lease",
      schemaPath: "#/properties/lease/maxLength",
      keyword: "maxLength",
      params: { limit: 2e3 },
      message: "must NOT have more than 2000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/lease",
      schemaPath: "#/properties/lease/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/lease",
     schemaPath: "#/properties/lease/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.optional !== void 0 && typeof e.optional != "boolean") {
   let e = {
    instancePath: t + "/optional",
    schemaPath: "#/properties/optional/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return J.errors = s, c === 0;
}
J.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const We = Y;
function Y(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = Y.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.lease === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "lease" },
    message: "must have required property 'lease'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "lease" && n !== "increment") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.lease !== void 0) {
   let n = e.lease;
   if (typeof n == "string") {
    if (a(n) > 2e3) {
     let e = {
      instancePath: t + "/lease",
      schemaPath: "#/properties/lease/maxLength",
      keyword: "maxLength",
      params: { limit: 2e3 },
      message: "must NOT have more than 2000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/lease",
      schemaPath: "#/properties/lease/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/lease",
     schemaPath: "#/properties/lease/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.increment !== void 0) {
   let n = e.increment;
   if (typeof n == "string") {
    if (!g.test(n)) {
     let e = {
      instancePath: t + "/increment",
      schemaPath: "#/properties/increment/pattern",
      keyword: "pattern",
      params: { pattern: "^[0-9]{1,9}(ms|s|m|h|d)$" },
      message: "must match pattern \"^[0-9]{1,9}(ms|s|m|h|d)$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/increment",
     schemaPath: "#/properties/increment/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return Y.errors = s, c === 0;
}
Y.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const Ge = X;
function X(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = X.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.lease === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "lease" },
    message: "must have required property 'lease'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "lease") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.lease !== void 0) {
   let n = e.lease;
   if (typeof n == "string") {
    if (a(n) > 2e3) {
     let e = {
      instancePath: t + "/lease",
      schemaPath: "#/properties/lease/maxLength",
      keyword: "maxLength",
      params: { limit: 2e3 },
      message: "must NOT have more than 2000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/lease",
      schemaPath: "#/properties/lease/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/lease",
     schemaPath: "#/properties/lease/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return X.errors = s, c === 0;
}
X.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const Ke = Z, qe = {
 type: "object",
 additionalProperties: !1,
 properties: {
  kind: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  apiVersion: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  namespace: {
   type: "string",
   minLength: 1,
   maxLength: 63
  },
  name: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  selector: {
   type: "string",
   maxLength: 2e3
  },
  container: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  since: {
   type: "string",
   pattern: "^[0-9]{1,9}(ms|s|m|h|d)$"
  },
  tail: {
   type: "integer",
   minimum: 0,
   maximum: 1e5
  },
  previous: { type: "boolean" },
  timestamps: { type: "boolean" }
 }
};
function Z(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = Z.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  for (let n in e) if (!m.call(qe.properties, n)) {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.kind !== void 0) {
   let n = e.kind;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/kind",
     schemaPath: "#/properties/kind/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.apiVersion !== void 0) {
   let n = e.apiVersion;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/apiVersion",
     schemaPath: "#/properties/apiVersion/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.namespace !== void 0) {
   let n = e.namespace;
   if (typeof n == "string") {
    if (a(n) > 63) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/maxLength",
      keyword: "maxLength",
      params: { limit: 63 },
      message: "must NOT have more than 63 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/namespace",
     schemaPath: "#/properties/namespace/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.name !== void 0) {
   let n = e.name;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/name",
     schemaPath: "#/properties/name/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.selector !== void 0) {
   let n = e.selector;
   if (typeof n == "string") {
    if (a(n) > 2e3) {
     let e = {
      instancePath: t + "/selector",
      schemaPath: "#/properties/selector/maxLength",
      keyword: "maxLength",
      params: { limit: 2e3 },
      message: "must NOT have more than 2000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/selector",
     schemaPath: "#/properties/selector/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.container !== void 0) {
   let n = e.container;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/container",
      schemaPath: "#/properties/container/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/container",
      schemaPath: "#/properties/container/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/container",
     schemaPath: "#/properties/container/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.since !== void 0) {
   let n = e.since;
   if (typeof n == "string") {
    if (!g.test(n)) {
     let e = {
      instancePath: t + "/since",
      schemaPath: "#/properties/since/pattern",
      keyword: "pattern",
      params: { pattern: "^[0-9]{1,9}(ms|s|m|h|d)$" },
      message: "must match pattern \"^[0-9]{1,9}(ms|s|m|h|d)$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/since",
     schemaPath: "#/properties/since/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.tail !== void 0) {
   let n = e.tail;
   if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
    let e = {
     instancePath: t + "/tail",
     schemaPath: "#/properties/tail/type",
     keyword: "type",
     params: { type: "integer" },
     message: "must be integer"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (typeof n == "number" && isFinite(n)) {
    if (n > 1e5 || isNaN(n)) {
     let e = {
      instancePath: t + "/tail",
      schemaPath: "#/properties/tail/maximum",
      keyword: "maximum",
      params: {
       comparison: "<=",
       limit: 1e5
      },
      message: "must be <= 100000"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n < 0 || isNaN(n)) {
     let e = {
      instancePath: t + "/tail",
      schemaPath: "#/properties/tail/minimum",
      keyword: "minimum",
      params: {
       comparison: ">=",
       limit: 0
      },
      message: "must be >= 0"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   }
  }
  if (e.previous !== void 0 && typeof e.previous != "boolean") {
   let e = {
    instancePath: t + "/previous",
    schemaPath: "#/properties/previous/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.timestamps !== void 0 && typeof e.timestamps != "boolean") {
   let e = {
    instancePath: t + "/timestamps",
    schemaPath: "#/properties/timestamps/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return Z.errors = s, c === 0;
}
Z.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const Je = Ye;
function Ye(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = Ye.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  for (let n in e) if (n !== "kind" && n !== "apiVersion" && n !== "namespace" && n !== "name" && n !== "namePrefix" && n !== "since" && n !== "warnings" && n !== "limit") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.kind !== void 0) {
   let n = e.kind;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/kind",
     schemaPath: "#/properties/kind/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.apiVersion !== void 0) {
   let n = e.apiVersion;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/apiVersion",
     schemaPath: "#/properties/apiVersion/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.namespace !== void 0) {
   let n = e.namespace;
   if (typeof n == "string") {
    if (a(n) > 63) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/maxLength",
      keyword: "maxLength",
      params: { limit: 63 },
      message: "must NOT have more than 63 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/namespace",
     schemaPath: "#/properties/namespace/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.name !== void 0) {
   let n = e.name;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/name",
     schemaPath: "#/properties/name/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.namePrefix !== void 0) {
   let n = e.namePrefix;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/namePrefix",
      schemaPath: "#/properties/namePrefix/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/namePrefix",
      schemaPath: "#/properties/namePrefix/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/namePrefix",
     schemaPath: "#/properties/namePrefix/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.since !== void 0) {
   let n = e.since;
   if (typeof n == "string") {
    if (!g.test(n)) {
     let e = {
      instancePath: t + "/since",
      schemaPath: "#/properties/since/pattern",
      keyword: "pattern",
      params: { pattern: "^[0-9]{1,9}(ms|s|m|h|d)$" },
      message: "must match pattern \"^[0-9]{1,9}(ms|s|m|h|d)$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/since",
     schemaPath: "#/properties/since/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.warnings !== void 0 && typeof e.warnings != "boolean") {
   let e = {
    instancePath: t + "/warnings",
    schemaPath: "#/properties/warnings/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.limit !== void 0) {
   let n = e.limit;
   if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
    let e = {
     instancePath: t + "/limit",
     schemaPath: "#/properties/limit/type",
     keyword: "type",
     params: { type: "integer" },
     message: "must be integer"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (typeof n == "number" && isFinite(n)) {
    if (n > 1e3 || isNaN(n)) {
     let e = {
      instancePath: t + "/limit",
      schemaPath: "#/properties/limit/maximum",
      keyword: "maximum",
      params: {
       comparison: "<=",
       limit: 1e3
      },
      message: "must be <= 1000"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n < 1 || isNaN(n)) {
     let e = {
      instancePath: t + "/limit",
      schemaPath: "#/properties/limit/minimum",
      keyword: "minimum",
      params: {
       comparison: ">=",
       limit: 1
      },
      message: "must be >= 1"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return Ye.errors = s, c === 0;
}
Ye.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const Xe = Ze;
function Ze(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = Ze.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.kind === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "kind" },
    message: "must have required property 'kind'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "kind" && n !== "apiVersion" && n !== "namespace" && n !== "name" && n !== "selector" && n !== "fieldSelector" && n !== "allNamespaces") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.kind !== void 0) {
   let n = e.kind;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/kind",
     schemaPath: "#/properties/kind/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.apiVersion !== void 0) {
   let n = e.apiVersion;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/apiVersion",
     schemaPath: "#/properties/apiVersion/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.namespace !== void 0) {
   let n = e.namespace;
   if (typeof n == "string") {
    if (a(n) > 63) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/maxLength",
      keyword: "maxLength",
      params: { limit: 63 },
      message: "must NOT have more than 63 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/namespace",
     schemaPath: "#/properties/namespace/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.name !== void 0) {
   let n = e.name;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/name",
     schemaPath: "#/properties/name/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.selector !== void 0) {
   let n = e.selector;
   if (typeof n == "string") {
    if (a(n) > 2e3) {
     let e = {
      instancePath: t + "/selector",
      schemaPath: "#/properties/selector/maxLength",
      keyword: "maxLength",
      params: { limit: 2e3 },
      message: "must NOT have more than 2000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/selector",
     schemaPath: "#/properties/selector/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.fieldSelector !== void 0) {
   let n = e.fieldSelector;
   if (typeof n == "string") {
    if (a(n) > 2e3) {
     let e = {
      instancePath: t + "/fieldSelector",
      schemaPath: "#/properties/fieldSelector/maxLength",
      keyword: "maxLength",
      params: { limit: 2e3 },
      message: "must NOT have more than 2000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/fieldSelector",
      schemaPath: "#/properties/fieldSelector/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/fieldSelector",
     schemaPath: "#/properties/fieldSelector/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.allNamespaces !== void 0 && typeof e.allNamespaces != "boolean") {
   let e = {
    instancePath: t + "/allNamespaces",
    schemaPath: "#/properties/allNamespaces/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return Ze.errors = s, c === 0;
}
Ze.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const Qe = et, $e = {
 type: "object",
 additionalProperties: !1,
 required: ["kind"],
 properties: {
  kind: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  apiVersion: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  namespace: {
   type: "string",
   minLength: 1,
   maxLength: 63
  },
  name: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  selector: {
   type: "string",
   maxLength: 2e3
  },
  fieldSelector: {
   type: "string",
   minLength: 1,
   maxLength: 2e3
  },
  allNamespaces: { type: "boolean" },
  condition: {
   type: "string",
   minLength: 1,
   maxLength: 317
  },
  until: {
   type: "string",
   minLength: 1
  },
  vars: {
   type: "object",
   additionalProperties: !0
  },
  rollout: {
   type: "boolean",
   const: !0
  },
  exists: {
   type: "boolean",
   const: !0
  },
  deleted: {
   type: "boolean",
   const: !0
  },
  for: {
   type: "string",
   pattern: "^[0-9]{1,9}(ms|s|m|h|d)$"
  }
 }
};
function et(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = et.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.kind === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "kind" },
    message: "must have required property 'kind'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (!m.call($e.properties, n)) {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.kind !== void 0) {
   let n = e.kind;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/kind",
     schemaPath: "#/properties/kind/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.apiVersion !== void 0) {
   let n = e.apiVersion;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/apiVersion",
     schemaPath: "#/properties/apiVersion/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.namespace !== void 0) {
   let n = e.namespace;
   if (typeof n == "string") {
    if (a(n) > 63) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/maxLength",
      keyword: "maxLength",
      params: { limit: 63 },
      message: "must NOT have more than 63 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/namespace",
     schemaPath: "#/properties/namespace/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.name !== void 0) {
   let n = e.name;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/name",
     schemaPath: "#/properties/name/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.selector !== void 0) {
   let n = e.selector;
   if (typeof n == "string") {
    if (a(n) > 2e3) {
     let e = {
      instancePath: t + "/selector",
      schemaPath: "#/properties/selector/maxLength",
      keyword: "maxLength",
      params: { limit: 2e3 },
      message: "must NOT have more than 2000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/selector",
     schemaPath: "#/properties/selector/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.fieldSelector !== void 0) {
   let n = e.fieldSelector;
   if (typeof n == "string") {
    if (a(n) > 2e3) {
     let e = {
      instancePath: t + "/fieldSelector",
      schemaPath: "#/properties/fieldSelector/maxLength",
      keyword: "maxLength",
      params: { limit: 2e3 },
      message: "must NOT have more than 2000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/fieldSelector",
      schemaPath: "#/properties/fieldSelector/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/fieldSelector",
     schemaPath: "#/properties/fieldSelector/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.allNamespaces !== void 0 && typeof e.allNamespaces != "boolean") {
   let e = {
    instancePath: t + "/allNamespaces",
    schemaPath: "#/properties/allNamespaces/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.condition !== void 0) {
   let n = e.condition;
   if (typeof n == "string") {
    if (a(n) > 317) {
     let e = {
      instancePath: t + "/condition",
      schemaPath: "#/properties/condition/maxLength",
      keyword: "maxLength",
      params: { limit: 317 },
      message: "must NOT have more than 317 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/condition",
      schemaPath: "#/properties/condition/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/condition",
     schemaPath: "#/properties/condition/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.until !== void 0) {
   let n = e.until;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/until",
      schemaPath: "#/properties/until/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/until",
     schemaPath: "#/properties/until/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.vars !== void 0) {
   let n = e.vars;
   if (!n || typeof n != "object" || Array.isArray(n)) {
    let e = {
     instancePath: t + "/vars",
     schemaPath: "#/properties/vars/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.rollout !== void 0) {
   let n = e.rollout;
   if (typeof n != "boolean") {
    let e = {
     instancePath: t + "/rollout",
     schemaPath: "#/properties/rollout/type",
     keyword: "type",
     params: { type: "boolean" },
     message: "must be boolean"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (!0 !== n) {
    let e = {
     instancePath: t + "/rollout",
     schemaPath: "#/properties/rollout/const",
     keyword: "const",
     params: { allowedValue: !0 },
     message: "must be equal to constant"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.exists !== void 0) {
   let n = e.exists;
   if (typeof n != "boolean") {
    let e = {
     instancePath: t + "/exists",
     schemaPath: "#/properties/exists/type",
     keyword: "type",
     params: { type: "boolean" },
     message: "must be boolean"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (!0 !== n) {
    let e = {
     instancePath: t + "/exists",
     schemaPath: "#/properties/exists/const",
     keyword: "const",
     params: { allowedValue: !0 },
     message: "must be equal to constant"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.deleted !== void 0) {
   let n = e.deleted;
   if (typeof n != "boolean") {
    let e = {
     instancePath: t + "/deleted",
     schemaPath: "#/properties/deleted/type",
     keyword: "type",
     params: { type: "boolean" },
     message: "must be boolean"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (!0 !== n) {
    let e = {
     instancePath: t + "/deleted",
     schemaPath: "#/properties/deleted/const",
     keyword: "const",
     params: { allowedValue: !0 },
     message: "must be equal to constant"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.for !== void 0) {
   let n = e.for;
   if (typeof n == "string") {
    if (!g.test(n)) {
     let e = {
      instancePath: t + "/for",
      schemaPath: "#/properties/for/pattern",
      keyword: "pattern",
      params: { pattern: "^[0-9]{1,9}(ms|s|m|h|d)$" },
      message: "must match pattern \"^[0-9]{1,9}(ms|s|m|h|d)$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/for",
     schemaPath: "#/properties/for/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return et.errors = s, c === 0;
}
et.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const tt = rt, nt = {
 type: "object",
 additionalProperties: !1,
 required: ["kind"],
 properties: {
  kind: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  apiVersion: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  namespace: {
   type: "string",
   minLength: 1,
   maxLength: 63
  },
  name: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  selector: {
   type: "string",
   maxLength: 2e3
  },
  fieldSelector: {
   type: "string",
   minLength: 1,
   maxLength: 2e3
  },
  allNamespaces: { type: "boolean" },
  optional: { type: "boolean" },
  limit: {
   type: "integer",
   minimum: 1,
   maximum: 1e4
  }
 }
};
function rt(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = rt.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.kind === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "kind" },
    message: "must have required property 'kind'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (!m.call(nt.properties, n)) {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.kind !== void 0) {
   let n = e.kind;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/kind",
     schemaPath: "#/properties/kind/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.apiVersion !== void 0) {
   let n = e.apiVersion;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/apiVersion",
     schemaPath: "#/properties/apiVersion/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.namespace !== void 0) {
   let n = e.namespace;
   if (typeof n == "string") {
    if (a(n) > 63) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/maxLength",
      keyword: "maxLength",
      params: { limit: 63 },
      message: "must NOT have more than 63 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/namespace",
     schemaPath: "#/properties/namespace/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.name !== void 0) {
   let n = e.name;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/name",
     schemaPath: "#/properties/name/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.selector !== void 0) {
   let n = e.selector;
   if (typeof n == "string") {
    if (a(n) > 2e3) {
     let e = {
      instancePath: t + "/selector",
      schemaPath: "#/properties/selector/maxLength",
      keyword: "maxLength",
      params: { limit: 2e3 },
      message: "must NOT have more than 2000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/selector",
     schemaPath: "#/properties/selector/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.fieldSelector !== void 0) {
   let n = e.fieldSelector;
   if (typeof n == "string") {
    if (a(n) > 2e3) {
     let e = {
      instancePath: t + "/fieldSelector",
      schemaPath: "#/properties/fieldSelector/maxLength",
      keyword: "maxLength",
      params: { limit: 2e3 },
      message: "must NOT have more than 2000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/fieldSelector",
      schemaPath: "#/properties/fieldSelector/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/fieldSelector",
     schemaPath: "#/properties/fieldSelector/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.allNamespaces !== void 0 && typeof e.allNamespaces != "boolean") {
   let e = {
    instancePath: t + "/allNamespaces",
    schemaPath: "#/properties/allNamespaces/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.optional !== void 0 && typeof e.optional != "boolean") {
   let e = {
    instancePath: t + "/optional",
    schemaPath: "#/properties/optional/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.limit !== void 0) {
   let n = e.limit;
   if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
    let e = {
     instancePath: t + "/limit",
     schemaPath: "#/properties/limit/type",
     keyword: "type",
     params: { type: "integer" },
     message: "must be integer"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (typeof n == "number" && isFinite(n)) {
    if (n > 1e4 || isNaN(n)) {
     let e = {
      instancePath: t + "/limit",
      schemaPath: "#/properties/limit/maximum",
      keyword: "maximum",
      params: {
       comparison: "<=",
       limit: 1e4
      },
      message: "must be <= 10000"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n < 1 || isNaN(n)) {
     let e = {
      instancePath: t + "/limit",
      schemaPath: "#/properties/limit/minimum",
      keyword: "minimum",
      params: {
       comparison: ">=",
       limit: 1
      },
      message: "must be >= 1"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return rt.errors = s, c === 0;
}
rt.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const it = ot, at = {
 type: "object",
 additionalProperties: !1,
 anyOf: [{ required: ["manifest"] }, { required: ["file"] }],
 properties: {
  manifest: {
   type: [
    "object",
    "array",
    "string"
   ],
   minLength: 1,
   additionalProperties: !0,
   items: { type: "object" },
   maxItems: 500
  },
  file: {
   type: "string",
   minLength: 1,
   maxLength: 1e3
  },
  namespace: {
   type: "string",
   minLength: 1,
   maxLength: 63
  },
  force: { type: "boolean" },
  wait: { type: "boolean" }
 }
};
function ot(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = ot.evaluated;
 l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0);
 let u = c, d = !1, f = c;
 if (e && typeof e == "object" && !Array.isArray(e) && e.manifest === void 0) {
  let e = {
   instancePath: t,
   schemaPath: "#/anyOf/0/required",
   keyword: "required",
   params: { missingProperty: "manifest" },
   message: "must have required property 'manifest'"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 var p = f === c;
 d ||= p;
 let m = c;
 if (e && typeof e == "object" && !Array.isArray(e) && e.file === void 0) {
  let e = {
   instancePath: t,
   schemaPath: "#/anyOf/1/required",
   keyword: "required",
   params: { missingProperty: "file" },
   message: "must have required property 'file'"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 var p = m === c;
 if (d ||= p, d) c = u, s !== null && (u ? s.length = u : s = null);
 else {
  let e = {
   instancePath: t,
   schemaPath: "#/anyOf",
   keyword: "anyOf",
   params: {},
   message: "must match a schema in anyOf"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 if (e && typeof e == "object" && !Array.isArray(e)) {
  for (let n in e) if (n !== "manifest" && n !== "file" && n !== "namespace" && n !== "force" && n !== "wait") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.manifest !== void 0) {
   let n = e.manifest;
   if ((!n || typeof n != "object") && typeof n != "string") {
    let e = {
     instancePath: t + "/manifest",
     schemaPath: "#/properties/manifest/type",
     keyword: "type",
     params: { type: at.properties.manifest.type },
     message: "must be object,array,string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (typeof n == "string" && a(n) < 1) {
    let e = {
     instancePath: t + "/manifest",
     schemaPath: "#/properties/manifest/minLength",
     keyword: "minLength",
     params: { limit: 1 },
     message: "must NOT have fewer than 1 characters"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (Array.isArray(n)) {
    if (n.length > 500) {
     let e = {
      instancePath: t + "/manifest",
      schemaPath: "#/properties/manifest/maxItems",
      keyword: "maxItems",
      params: { limit: 500 },
      message: "must NOT have more than 500 items"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    let e = n.length;
    for (let r = 0; r < e; r++) {
     let e = n[r];
     if (!e || typeof e != "object" || Array.isArray(e)) {
      let e = {
       instancePath: t + "/manifest/" + r,
       schemaPath: "#/properties/manifest/items/type",
       keyword: "type",
       params: { type: "object" },
       message: "must be object"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
   }
  }
  if (e.file !== void 0) {
   let n = e.file;
   if (typeof n == "string") {
    if (a(n) > 1e3) {
     let e = {
      instancePath: t + "/file",
      schemaPath: "#/properties/file/maxLength",
      keyword: "maxLength",
      params: { limit: 1e3 },
      message: "must NOT have more than 1000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/file",
      schemaPath: "#/properties/file/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/file",
     schemaPath: "#/properties/file/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.namespace !== void 0) {
   let n = e.namespace;
   if (typeof n == "string") {
    if (a(n) > 63) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/maxLength",
      keyword: "maxLength",
      params: { limit: 63 },
      message: "must NOT have more than 63 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/namespace",
     schemaPath: "#/properties/namespace/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.force !== void 0 && typeof e.force != "boolean") {
   let e = {
    instancePath: t + "/force",
    schemaPath: "#/properties/force/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.wait !== void 0 && typeof e.wait != "boolean") {
   let e = {
    instancePath: t + "/wait",
    schemaPath: "#/properties/wait/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return ot.errors = s, c === 0;
}
ot.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const st = lt, ct = {
 type: "object",
 additionalProperties: !1,
 required: [
  "kind",
  "name",
  "patch"
 ],
 properties: {
  kind: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  apiVersion: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  namespace: {
   type: "string",
   minLength: 1,
   maxLength: 63
  },
  name: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  type: { enum: [
   "merge",
   "strategic",
   "json"
  ] },
  patch: {
   type: ["object", "array"],
   additionalProperties: !0,
   items: { type: "object" },
   maxItems: 200
  }
 }
};
function lt(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = lt.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.kind === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "kind" },
    message: "must have required property 'kind'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.name === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "name" },
    message: "must have required property 'name'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.patch === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "patch" },
    message: "must have required property 'patch'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "kind" && n !== "apiVersion" && n !== "namespace" && n !== "name" && n !== "type" && n !== "patch") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.kind !== void 0) {
   let n = e.kind;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/kind",
     schemaPath: "#/properties/kind/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.apiVersion !== void 0) {
   let n = e.apiVersion;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/apiVersion",
     schemaPath: "#/properties/apiVersion/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.namespace !== void 0) {
   let n = e.namespace;
   if (typeof n == "string") {
    if (a(n) > 63) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/maxLength",
      keyword: "maxLength",
      params: { limit: 63 },
      message: "must NOT have more than 63 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/namespace",
     schemaPath: "#/properties/namespace/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.name !== void 0) {
   let n = e.name;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/name",
     schemaPath: "#/properties/name/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.type !== void 0) {
   let n = e.type;
   if (n !== "merge" && n !== "strategic" && n !== "json") {
    let e = {
     instancePath: t + "/type",
     schemaPath: "#/properties/type/enum",
     keyword: "enum",
     params: { allowedValues: ct.properties.type.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.patch !== void 0) {
   let n = e.patch;
   if (!n || typeof n != "object") {
    let e = {
     instancePath: t + "/patch",
     schemaPath: "#/properties/patch/type",
     keyword: "type",
     params: { type: ct.properties.patch.type },
     message: "must be object,array"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (Array.isArray(n)) {
    if (n.length > 200) {
     let e = {
      instancePath: t + "/patch",
      schemaPath: "#/properties/patch/maxItems",
      keyword: "maxItems",
      params: { limit: 200 },
      message: "must NOT have more than 200 items"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    let e = n.length;
    for (let r = 0; r < e; r++) {
     let e = n[r];
     if (!e || typeof e != "object" || Array.isArray(e)) {
      let e = {
       instancePath: t + "/patch/" + r,
       schemaPath: "#/properties/patch/items/type",
       keyword: "type",
       params: { type: "object" },
       message: "must be object"
      };
      s === null ? s = [e] : s.push(e), c++;
     }
    }
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return lt.errors = s, c === 0;
}
lt.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const ut = ft, dt = {
 type: "object",
 additionalProperties: !1,
 required: ["kind"],
 oneOf: [{ required: ["name"] }, { required: ["selector"] }],
 properties: {
  kind: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  apiVersion: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  namespace: {
   type: "string",
   minLength: 1,
   maxLength: 63
  },
  name: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  selector: {
   type: "string",
   minLength: 1,
   maxLength: 2e3
  },
  maxObjects: {
   type: "integer",
   minimum: 1,
   maximum: 1e3
  },
  propagation: { enum: [
   "background",
   "foreground",
   "orphan"
  ] },
  gracePeriodSeconds: {
   type: "integer",
   minimum: 0,
   maximum: 86400
  },
  ignoreMissing: { type: "boolean" },
  wait: { type: "boolean" }
 }
};
function ft(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = ft.evaluated;
 l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0);
 let u = c, d = !1, f = null, p = c;
 if (e && typeof e == "object" && !Array.isArray(e) && e.name === void 0) {
  let e = {
   instancePath: t,
   schemaPath: "#/oneOf/0/required",
   keyword: "required",
   params: { missingProperty: "name" },
   message: "must have required property 'name'"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 var h = p === c;
 h && (d = !0, f = 0);
 let ee = c;
 if (e && typeof e == "object" && !Array.isArray(e) && e.selector === void 0) {
  let e = {
   instancePath: t,
   schemaPath: "#/oneOf/1/required",
   keyword: "required",
   params: { missingProperty: "selector" },
   message: "must have required property 'selector'"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 var h = ee === c;
 if (h && d ? (d = !1, f = [f, 1]) : h && (d = !0, f = 1), d) c = u, s !== null && (u ? s.length = u : s = null);
 else {
  let e = {
   instancePath: t,
   schemaPath: "#/oneOf",
   keyword: "oneOf",
   params: { passingSchemas: f },
   message: "must match exactly one schema in oneOf"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 if (e && typeof e == "object" && !Array.isArray(e)) {
  if (e.kind === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "kind" },
    message: "must have required property 'kind'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (!m.call(dt.properties, n)) {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.kind !== void 0) {
   let n = e.kind;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/kind",
     schemaPath: "#/properties/kind/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.apiVersion !== void 0) {
   let n = e.apiVersion;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/apiVersion",
     schemaPath: "#/properties/apiVersion/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.namespace !== void 0) {
   let n = e.namespace;
   if (typeof n == "string") {
    if (a(n) > 63) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/maxLength",
      keyword: "maxLength",
      params: { limit: 63 },
      message: "must NOT have more than 63 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/namespace",
     schemaPath: "#/properties/namespace/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.name !== void 0) {
   let n = e.name;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/name",
     schemaPath: "#/properties/name/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.selector !== void 0) {
   let n = e.selector;
   if (typeof n == "string") {
    if (a(n) > 2e3) {
     let e = {
      instancePath: t + "/selector",
      schemaPath: "#/properties/selector/maxLength",
      keyword: "maxLength",
      params: { limit: 2e3 },
      message: "must NOT have more than 2000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/selector",
      schemaPath: "#/properties/selector/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/selector",
     schemaPath: "#/properties/selector/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.maxObjects !== void 0) {
   let n = e.maxObjects;
   if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
    let e = {
     instancePath: t + "/maxObjects",
     schemaPath: "#/properties/maxObjects/type",
     keyword: "type",
     params: { type: "integer" },
     message: "must be integer"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (typeof n == "number" && isFinite(n)) {
    if (n > 1e3 || isNaN(n)) {
     let e = {
      instancePath: t + "/maxObjects",
      schemaPath: "#/properties/maxObjects/maximum",
      keyword: "maximum",
      params: {
       comparison: "<=",
       limit: 1e3
      },
      message: "must be <= 1000"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n < 1 || isNaN(n)) {
     let e = {
      instancePath: t + "/maxObjects",
      schemaPath: "#/properties/maxObjects/minimum",
      keyword: "minimum",
      params: {
       comparison: ">=",
       limit: 1
      },
      message: "must be >= 1"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   }
  }
  if (e.propagation !== void 0) {
   let n = e.propagation;
   if (n !== "background" && n !== "foreground" && n !== "orphan") {
    let e = {
     instancePath: t + "/propagation",
     schemaPath: "#/properties/propagation/enum",
     keyword: "enum",
     params: { allowedValues: dt.properties.propagation.enum },
     message: "must be equal to one of the allowed values"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.gracePeriodSeconds !== void 0) {
   let n = e.gracePeriodSeconds;
   if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
    let e = {
     instancePath: t + "/gracePeriodSeconds",
     schemaPath: "#/properties/gracePeriodSeconds/type",
     keyword: "type",
     params: { type: "integer" },
     message: "must be integer"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (typeof n == "number" && isFinite(n)) {
    if (n > 86400 || isNaN(n)) {
     let e = {
      instancePath: t + "/gracePeriodSeconds",
      schemaPath: "#/properties/gracePeriodSeconds/maximum",
      keyword: "maximum",
      params: {
       comparison: "<=",
       limit: 86400
      },
      message: "must be <= 86400"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n < 0 || isNaN(n)) {
     let e = {
      instancePath: t + "/gracePeriodSeconds",
      schemaPath: "#/properties/gracePeriodSeconds/minimum",
      keyword: "minimum",
      params: {
       comparison: ">=",
       limit: 0
      },
      message: "must be >= 0"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   }
  }
  if (e.ignoreMissing !== void 0 && typeof e.ignoreMissing != "boolean") {
   let e = {
    instancePath: t + "/ignoreMissing",
    schemaPath: "#/properties/ignoreMissing/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.wait !== void 0 && typeof e.wait != "boolean") {
   let e = {
    instancePath: t + "/wait",
    schemaPath: "#/properties/wait/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return ft.errors = s, c === 0;
}
ft.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const pt = gt, mt = {
 type: "object",
 additionalProperties: !1,
 required: ["name", "replicas"],
 properties: {
  kind: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  apiVersion: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  namespace: {
   type: "string",
   minLength: 1,
   maxLength: 63
  },
  name: {
   type: "string",
   minLength: 1,
   maxLength: 253
  },
  replicas: {
   type: ["integer", "string"],
   minimum: 0,
   maximum: 1e5,
   pattern: "\\$\\{\\{"
  },
  wait: { type: "boolean" }
 }
}, ht = RegExp("\\$\\{\\{", "u");
function gt(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = gt.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.name === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "name" },
    message: "must have required property 'name'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.replicas === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "replicas" },
    message: "must have required property 'replicas'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "kind" && n !== "apiVersion" && n !== "namespace" && n !== "name" && n !== "replicas" && n !== "wait") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.kind !== void 0) {
   let n = e.kind;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/kind",
     schemaPath: "#/properties/kind/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.apiVersion !== void 0) {
   let n = e.apiVersion;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/apiVersion",
     schemaPath: "#/properties/apiVersion/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.namespace !== void 0) {
   let n = e.namespace;
   if (typeof n == "string") {
    if (a(n) > 63) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/maxLength",
      keyword: "maxLength",
      params: { limit: 63 },
      message: "must NOT have more than 63 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/namespace",
     schemaPath: "#/properties/namespace/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.name !== void 0) {
   let n = e.name;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/name",
     schemaPath: "#/properties/name/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.replicas !== void 0) {
   let n = e.replicas;
   if ((typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) && typeof n != "string") {
    let e = {
     instancePath: t + "/replicas",
     schemaPath: "#/properties/replicas/type",
     keyword: "type",
     params: { type: mt.properties.replicas.type },
     message: "must be integer,string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (typeof n == "number" && isFinite(n)) {
    if (n > 1e5 || isNaN(n)) {
     let e = {
      instancePath: t + "/replicas",
      schemaPath: "#/properties/replicas/maximum",
      keyword: "maximum",
      params: {
       comparison: "<=",
       limit: 1e5
      },
      message: "must be <= 100000"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n < 0 || isNaN(n)) {
     let e = {
      instancePath: t + "/replicas",
      schemaPath: "#/properties/replicas/minimum",
      keyword: "minimum",
      params: {
       comparison: ">=",
       limit: 0
      },
      message: "must be >= 0"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   }
   if (typeof n == "string" && !ht.test(n)) {
    let e = {
     instancePath: t + "/replicas",
     schemaPath: "#/properties/replicas/pattern",
     keyword: "pattern",
     params: { pattern: "\\$\\{\\{" },
     message: "must match pattern \"\\$\\{\\{\""
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.wait !== void 0 && typeof e.wait != "boolean") {
   let e = {
    instancePath: t + "/wait",
    schemaPath: "#/properties/wait/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return gt.errors = s, c === 0;
}
gt.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const _t = vt;
function vt(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = vt.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.name === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "name" },
    message: "must have required property 'name'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "kind" && n !== "apiVersion" && n !== "namespace" && n !== "name" && n !== "wait") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.kind !== void 0) {
   let n = e.kind;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/kind",
     schemaPath: "#/properties/kind/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.apiVersion !== void 0) {
   let n = e.apiVersion;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/apiVersion",
     schemaPath: "#/properties/apiVersion/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.namespace !== void 0) {
   let n = e.namespace;
   if (typeof n == "string") {
    if (a(n) > 63) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/maxLength",
      keyword: "maxLength",
      params: { limit: 63 },
      message: "must NOT have more than 63 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/namespace",
     schemaPath: "#/properties/namespace/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.name !== void 0) {
   let n = e.name;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/name",
     schemaPath: "#/properties/name/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.wait !== void 0 && typeof e.wait != "boolean") {
   let e = {
    instancePath: t + "/wait",
    schemaPath: "#/properties/wait/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return vt.errors = s, c === 0;
}
vt.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const yt = Q;
function Q(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = Q.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  for (let n in e) if (n !== "kind" && n !== "namespace" && n !== "name" && n !== "selector" && n !== "evict" && n !== "gracePeriodSeconds" && n !== "wait") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.kind !== void 0 && e.kind !== "Pod") {
   let e = {
    instancePath: t + "/kind",
    schemaPath: "#/properties/kind/const",
    keyword: "const",
    params: { allowedValue: "Pod" },
    message: "must be equal to constant"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.namespace !== void 0) {
   let n = e.namespace;
   if (typeof n == "string") {
    if (a(n) > 63) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/maxLength",
      keyword: "maxLength",
      params: { limit: 63 },
      message: "must NOT have more than 63 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/namespace",
     schemaPath: "#/properties/namespace/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.name !== void 0) {
   let n = e.name;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/name",
     schemaPath: "#/properties/name/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.selector !== void 0) {
   let n = e.selector;
   if (typeof n == "string") {
    if (a(n) > 2e3) {
     let e = {
      instancePath: t + "/selector",
      schemaPath: "#/properties/selector/maxLength",
      keyword: "maxLength",
      params: { limit: 2e3 },
      message: "must NOT have more than 2000 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/selector",
     schemaPath: "#/properties/selector/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.evict !== void 0 && typeof e.evict != "boolean") {
   let e = {
    instancePath: t + "/evict",
    schemaPath: "#/properties/evict/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.gracePeriodSeconds !== void 0) {
   let n = e.gracePeriodSeconds;
   if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
    let e = {
     instancePath: t + "/gracePeriodSeconds",
     schemaPath: "#/properties/gracePeriodSeconds/type",
     keyword: "type",
     params: { type: "integer" },
     message: "must be integer"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (typeof n == "number" && isFinite(n)) {
    if (n > 86400 || isNaN(n)) {
     let e = {
      instancePath: t + "/gracePeriodSeconds",
      schemaPath: "#/properties/gracePeriodSeconds/maximum",
      keyword: "maximum",
      params: {
       comparison: "<=",
       limit: 86400
      },
      message: "must be <= 86400"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n < 0 || isNaN(n)) {
     let e = {
      instancePath: t + "/gracePeriodSeconds",
      schemaPath: "#/properties/gracePeriodSeconds/minimum",
      keyword: "minimum",
      params: {
       comparison: ">=",
       limit: 0
      },
      message: "must be >= 0"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   }
  }
  if (e.wait !== void 0 && typeof e.wait != "boolean") {
   let e = {
    instancePath: t + "/wait",
    schemaPath: "#/properties/wait/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return Q.errors = s, c === 0;
}
Q.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const bt = xt;
function xt(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = xt.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.name === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "name" },
    message: "must have required property 'name'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "kind" && n !== "apiVersion" && n !== "namespace" && n !== "name" && n !== "toRevision" && n !== "wait") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.kind !== void 0) {
   let n = e.kind;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/kind",
      schemaPath: "#/properties/kind/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/kind",
     schemaPath: "#/properties/kind/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.apiVersion !== void 0) {
   let n = e.apiVersion;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/apiVersion",
      schemaPath: "#/properties/apiVersion/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/apiVersion",
     schemaPath: "#/properties/apiVersion/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.namespace !== void 0) {
   let n = e.namespace;
   if (typeof n == "string") {
    if (a(n) > 63) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/maxLength",
      keyword: "maxLength",
      params: { limit: 63 },
      message: "must NOT have more than 63 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/namespace",
     schemaPath: "#/properties/namespace/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.name !== void 0) {
   let n = e.name;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/name",
     schemaPath: "#/properties/name/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.toRevision !== void 0) {
   let n = e.toRevision;
   if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
    let e = {
     instancePath: t + "/toRevision",
     schemaPath: "#/properties/toRevision/type",
     keyword: "type",
     params: { type: "integer" },
     message: "must be integer"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (typeof n == "number" && isFinite(n) && (n < 1 || isNaN(n))) {
    let e = {
     instancePath: t + "/toRevision",
     schemaPath: "#/properties/toRevision/minimum",
     keyword: "minimum",
     params: {
      comparison: ">=",
      limit: 1
     },
     message: "must be >= 1"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.wait !== void 0 && typeof e.wait != "boolean") {
   let e = {
    instancePath: t + "/wait",
    schemaPath: "#/properties/wait/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return xt.errors = s, c === 0;
}
xt.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const St = Ct;
function Ct(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = Ct.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.name === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "name" },
    message: "must have required property 'name'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "name") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.name !== void 0) {
   let n = e.name;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/name",
     schemaPath: "#/properties/name/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return Ct.errors = s, c === 0;
}
Ct.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const wt = Tt;
function Tt(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = Tt.evaluated;
 if (l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.name === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "name" },
    message: "must have required property 'name'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  for (let n in e) if (n !== "name" && n !== "evict" && n !== "gracePeriodSeconds" && n !== "deleteLonePods") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.name !== void 0) {
   let n = e.name;
   if (typeof n == "string") {
    if (a(n) > 253) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/maxLength",
      keyword: "maxLength",
      params: { limit: 253 },
      message: "must NOT have more than 253 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/name",
     schemaPath: "#/properties/name/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.evict !== void 0 && typeof e.evict != "boolean") {
   let e = {
    instancePath: t + "/evict",
    schemaPath: "#/properties/evict/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.gracePeriodSeconds !== void 0) {
   let n = e.gracePeriodSeconds;
   if (typeof n != "number" || n % 1 || isNaN(n) || !isFinite(n)) {
    let e = {
     instancePath: t + "/gracePeriodSeconds",
     schemaPath: "#/properties/gracePeriodSeconds/type",
     keyword: "type",
     params: { type: "integer" },
     message: "must be integer"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
   if (typeof n == "number" && isFinite(n)) {
    if (n > 86400 || isNaN(n)) {
     let e = {
      instancePath: t + "/gracePeriodSeconds",
      schemaPath: "#/properties/gracePeriodSeconds/maximum",
      keyword: "maximum",
      params: {
       comparison: "<=",
       limit: 86400
      },
      message: "must be <= 86400"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (n < 0 || isNaN(n)) {
     let e = {
      instancePath: t + "/gracePeriodSeconds",
      schemaPath: "#/properties/gracePeriodSeconds/minimum",
      keyword: "minimum",
      params: {
       comparison: ">=",
       limit: 0
      },
      message: "must be >= 0"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   }
  }
  if (e.deleteLonePods !== void 0 && typeof e.deleteLonePods != "boolean") {
   let e = {
    instancePath: t + "/deleteLonePods",
    schemaPath: "#/properties/deleteLonePods/type",
    keyword: "type",
    params: { type: "boolean" },
    message: "must be boolean"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return Tt.errors = s, c === 0;
}
Tt.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const Et = $, Dt = {
 type: "object",
 additionalProperties: !1,
 oneOf: [
  { required: ["image"] },
  { required: ["job"] },
  { required: ["from"] }
 ],
 properties: {
  namespace: {
   type: "string",
   minLength: 1,
   maxLength: 63
  },
  name: {
   type: "string",
   pattern: "^[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?$"
  },
  image: {
   type: "string",
   minLength: 1
  },
  command: {
   type: "array",
   items: { type: "string" }
  },
  args: {
   type: "array",
   items: { type: "string" }
  },
  env: {
   type: "object",
   additionalProperties: { type: [
    "string",
    "number",
    "boolean"
   ] }
  },
  serviceAccountName: { type: "string" },
  job: { type: "object" },
  from: {
   type: "string",
   pattern: "^cronjob/.+$"
  }
 }
}, Ot = RegExp("^[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?$", "u"), kt = RegExp("^cronjob/.+$", "u");
function $(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: o = {} } = {}) {
 let s = null, c = 0, l = $.evaluated;
 l.dynamicProps && (l.props = void 0), l.dynamicItems && (l.items = void 0);
 let u = c, d = !1, f = null, p = c;
 if (e && typeof e == "object" && !Array.isArray(e) && e.image === void 0) {
  let e = {
   instancePath: t,
   schemaPath: "#/oneOf/0/required",
   keyword: "required",
   params: { missingProperty: "image" },
   message: "must have required property 'image'"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 var h = p === c;
 h && (d = !0, f = 0);
 let ee = c;
 if (e && typeof e == "object" && !Array.isArray(e) && e.job === void 0) {
  let e = {
   instancePath: t,
   schemaPath: "#/oneOf/1/required",
   keyword: "required",
   params: { missingProperty: "job" },
   message: "must have required property 'job'"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 var h = ee === c;
 if (h && d) d = !1, f = [f, 1];
 else {
  h && (d = !0, f = 1);
  let n = c;
  if (e && typeof e == "object" && !Array.isArray(e) && e.from === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/oneOf/2/required",
    keyword: "required",
    params: { missingProperty: "from" },
    message: "must have required property 'from'"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  var h = n === c;
  h && d ? (d = !1, f = [f, 2]) : h && (d = !0, f = 2);
 }
 if (d) c = u, s !== null && (u ? s.length = u : s = null);
 else {
  let e = {
   instancePath: t,
   schemaPath: "#/oneOf",
   keyword: "oneOf",
   params: { passingSchemas: f },
   message: "must match exactly one schema in oneOf"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 if (e && typeof e == "object" && !Array.isArray(e)) {
  for (let n in e) if (!m.call(Dt.properties, n)) {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.namespace !== void 0) {
   let n = e.namespace;
   if (typeof n == "string") {
    if (a(n) > 63) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/maxLength",
      keyword: "maxLength",
      params: { limit: 63 },
      message: "must NOT have more than 63 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/namespace",
      schemaPath: "#/properties/namespace/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/namespace",
     schemaPath: "#/properties/namespace/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.name !== void 0) {
   let n = e.name;
   if (typeof n == "string") {
    if (!Ot.test(n)) {
     let e = {
      instancePath: t + "/name",
      schemaPath: "#/properties/name/pattern",
      keyword: "pattern",
      params: { pattern: "^[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?$" },
      message: "must match pattern \"^[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/name",
     schemaPath: "#/properties/name/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.image !== void 0) {
   let n = e.image;
   if (typeof n == "string") {
    if (a(n) < 1) {
     let e = {
      instancePath: t + "/image",
      schemaPath: "#/properties/image/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/image",
     schemaPath: "#/properties/image/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.command !== void 0) {
   let n = e.command;
   if (Array.isArray(n)) {
    let e = n.length;
    for (let r = 0; r < e; r++) if (typeof n[r] != "string") {
     let e = {
      instancePath: t + "/command/" + r,
      schemaPath: "#/properties/command/items/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/command",
     schemaPath: "#/properties/command/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.args !== void 0) {
   let n = e.args;
   if (Array.isArray(n)) {
    let e = n.length;
    for (let r = 0; r < e; r++) if (typeof n[r] != "string") {
     let e = {
      instancePath: t + "/args/" + r,
      schemaPath: "#/properties/args/items/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/args",
     schemaPath: "#/properties/args/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.env !== void 0) {
   let n = e.env;
   if (n && typeof n == "object" && !Array.isArray(n)) for (let e in n) {
    let r = n[e];
    if (typeof r != "string" && !(typeof r == "number" && isFinite(r)) && typeof r != "boolean") {
     let n = {
      instancePath: t + "/env/" + e.replace(/~/g, "~0").replace(/\//g, "~1"),
      schemaPath: "#/properties/env/additionalProperties/type",
      keyword: "type",
      params: { type: Dt.properties.env.additionalProperties.type },
      message: "must be string,number,boolean"
     };
     s === null ? s = [n] : s.push(n), c++;
    }
   }
   else {
    let e = {
     instancePath: t + "/env",
     schemaPath: "#/properties/env/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.serviceAccountName !== void 0 && typeof e.serviceAccountName != "string") {
   let e = {
    instancePath: t + "/serviceAccountName",
    schemaPath: "#/properties/serviceAccountName/type",
    keyword: "type",
    params: { type: "string" },
    message: "must be string"
   };
   s === null ? s = [e] : s.push(e), c++;
  }
  if (e.job !== void 0) {
   let n = e.job;
   if (!n || typeof n != "object" || Array.isArray(n)) {
    let e = {
     instancePath: t + "/job",
     schemaPath: "#/properties/job/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
  if (e.from !== void 0) {
   let n = e.from;
   if (typeof n == "string") {
    if (!kt.test(n)) {
     let e = {
      instancePath: t + "/from",
      schemaPath: "#/properties/from/pattern",
      keyword: "pattern",
      params: { pattern: "^cronjob/.+$" },
      message: "must match pattern \"^cronjob/.+$\""
     };
     s === null ? s = [e] : s.push(e), c++;
    }
   } else {
    let e = {
     instancePath: t + "/from",
     schemaPath: "#/properties/from/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    s === null ? s = [e] : s.push(e), c++;
   }
  }
 } else {
  let e = {
   instancePath: t,
   schemaPath: "#/type",
   keyword: "type",
   params: { type: "object" },
   message: "must be object"
  };
  s === null ? s = [e] : s.push(e), c++;
 }
 return $.errors = s, c === 0;
}
$.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const At = {
 Manifest: i,
 WebhookTrigger: ue,
 ScheduleTrigger: de,
 EventTrigger: me,
 ShellWith: ge,
 ScriptWith: ve,
 DockerWith: ye,
 HttpWith: be,
 WaitWith: we,
 NotifyWith: Te,
 CheckWith: Ee,
 ApprovalWith: Oe,
 WorkflowWith: ke,
 PrometheusWith: je,
 VaultReadWith: Ne,
 VaultWriteWith: Pe,
 VaultDeleteWith: Fe,
 VaultEncryptWith: Ie,
 VaultDecryptWith: ze,
 VaultSignWith: Ve,
 VaultVerifyWith: He,
 VaultLookupWith: Ue,
 VaultRenewWith: We,
 VaultRevokeWith: Ge,
 K8sLogsWith: Ke,
 K8sEventsWith: Je,
 K8sDescribeWith: Xe,
 K8sWaitWith: Qe,
 K8sGetWith: tt,
 K8sApplyWith: it,
 K8sPatchWith: st,
 K8sDeleteWith: ut,
 K8sScaleWith: pt,
 K8sRestartWith: _t,
 K8sRestartPodWith: yt,
 K8sRolloutUndoWith: bt,
 K8sCordonWith: St,
 K8sDrainWith: wt,
 K8sRunJobWith: Et
};
export { Oe as ApprovalWith, Ee as CheckWith, ye as DockerWith, me as EventTrigger, be as HttpWith, it as K8sApplyWith, St as K8sCordonWith, ut as K8sDeleteWith, Xe as K8sDescribeWith, wt as K8sDrainWith, Je as K8sEventsWith, tt as K8sGetWith, Ke as K8sLogsWith, st as K8sPatchWith, yt as K8sRestartPodWith, _t as K8sRestartWith, bt as K8sRolloutUndoWith, Et as K8sRunJobWith, pt as K8sScaleWith, Qe as K8sWaitWith, i as Manifest, Te as NotifyWith, je as PrometheusWith, de as ScheduleTrigger, ve as ScriptWith, ge as ShellWith, ze as VaultDecryptWith, Fe as VaultDeleteWith, Ie as VaultEncryptWith, Ue as VaultLookupWith, Ne as VaultReadWith, We as VaultRenewWith, Ge as VaultRevokeWith, Ve as VaultSignWith, He as VaultVerifyWith, Pe as VaultWriteWith, we as WaitWith, ue as WebhookTrigger, ke as WorkflowWith, At as validators };
