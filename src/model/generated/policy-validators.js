// Generated from schemas/policy.v1.schema.json by `npm run codegen`; do not edit.
/* oxlint-disable */
var e = ((e, t) => () => (t || (e((t = { exports: {} }).exports, t, t.exports), e = null), t.exports))(((e) => {
 Object.defineProperty(e, "__esModule", { value: !0 });
 function t(e) {
  let t = e.length, n = 0, r = 0, i;
  for (; r < t;) n++, i = e.charCodeAt(r++), i >= 55296 && i <= 56319 && r < t && (i = e.charCodeAt(r), (i & 64512) == 56320 && r++);
  return n;
 }
 e.default = t, t.code = "require(\"ajv/dist/runtime/ucs2length\").default";
}));
const t = p, n = RegExp("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", "u"), r = RegExp("^[a-z0-9*?-]{1,63}$", "u"), i = RegExp("^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$", "u"), a = {
 type: "object",
 additionalProperties: !1,
 required: [
  "id",
  "title",
  "severity",
  "scope",
  "when",
  "why",
  "fix"
 ],
 properties: {
  id: {
   type: "string",
   pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
   maxLength: 63
  },
  title: {
   type: "string",
   minLength: 1,
   maxLength: 120
  },
  severity: { $ref: "#/$defs/Severity" },
  scope: { enum: [
   "package",
   "step",
   "object",
   "pod",
   "container",
   "command"
  ] },
  when: {
   type: "string",
   minLength: 1
  },
  message: {
   type: "string",
   minLength: 1,
   maxLength: 1e3
  },
  why: {
   type: "string",
   minLength: 1,
   maxLength: 2e3
  },
  fix: {
   type: "string",
   minLength: 1,
   maxLength: 2e3
  },
  reference: {
   type: "string",
   pattern: "^https?://\\S+$"
  },
  tests: {
   type: "array",
   maxItems: 200,
   items: { $ref: "#/$defs/RuleTest" }
  }
 }
}, o = { enum: [
 "info",
 "low",
 "medium",
 "high",
 "critical"
] }, s = {
 type: "object",
 additionalProperties: !1,
 required: [
  "name",
  "input",
  "finds"
 ],
 properties: {
  name: {
   type: "string",
   minLength: 1,
   maxLength: 200
  },
  input: {},
  finds: { type: ["boolean", "string"] }
 }
}, c = Object.prototype.hasOwnProperty, l = e().default, u = RegExp("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "u"), d = RegExp("^https?://\\S+$", "u");
function f(e, { instancePath: t = "", parentData: n, parentDataProperty: r, rootData: i = e, dynamicAnchors: p = {} } = {}) {
 let m = null, h = 0, g = f.evaluated;
 if (g.dynamicProps && (g.props = void 0), g.dynamicItems && (g.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.id === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "id" },
    message: "must have required property 'id'"
   };
   m === null ? m = [e] : m.push(e), h++;
  }
  if (e.title === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "title" },
    message: "must have required property 'title'"
   };
   m === null ? m = [e] : m.push(e), h++;
  }
  if (e.severity === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "severity" },
    message: "must have required property 'severity'"
   };
   m === null ? m = [e] : m.push(e), h++;
  }
  if (e.scope === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "scope" },
    message: "must have required property 'scope'"
   };
   m === null ? m = [e] : m.push(e), h++;
  }
  if (e.when === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "when" },
    message: "must have required property 'when'"
   };
   m === null ? m = [e] : m.push(e), h++;
  }
  if (e.why === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "why" },
    message: "must have required property 'why'"
   };
   m === null ? m = [e] : m.push(e), h++;
  }
  if (e.fix === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "fix" },
    message: "must have required property 'fix'"
   };
   m === null ? m = [e] : m.push(e), h++;
  }
  for (let n in e) if (!c.call(a.properties, n)) {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   m === null ? m = [e] : m.push(e), h++;
  }
  if (e.id !== void 0) {
   let n = e.id;
   if (typeof n == "string") {
    if (l(n) > 63) {
     let e = {
      instancePath: t + "/id",
      schemaPath: "#/properties/id/maxLength",
      keyword: "maxLength",
      params: { limit: 63 },
      message: "must NOT have more than 63 characters"
     };
     m === null ? m = [e] : m.push(e), h++;
    }
    if (!u.test(n)) {
     let e = {
      instancePath: t + "/id",
      schemaPath: "#/properties/id/pattern",
      keyword: "pattern",
      params: { pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$" },
      message: "must match pattern \"^[a-z][a-z0-9]*(-[a-z0-9]+)*$\""
     };
     m === null ? m = [e] : m.push(e), h++;
    }
   } else {
    let e = {
     instancePath: t + "/id",
     schemaPath: "#/properties/id/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    m === null ? m = [e] : m.push(e), h++;
   }
  }
  if (e.title !== void 0) {
   let n = e.title;
   if (typeof n == "string") {
    if (l(n) > 120) {
     let e = {
      instancePath: t + "/title",
      schemaPath: "#/properties/title/maxLength",
      keyword: "maxLength",
      params: { limit: 120 },
      message: "must NOT have more than 120 characters"
     };
     m === null ? m = [e] : m.push(e), h++;
    }
    if (l(n) < 1) {
     let e = {
      instancePath: t + "/title",
      schemaPath: "#/properties/title/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     m === null ? m = [e] : m.push(e), h++;
    }
   } else {
    let e = {
     instancePath: t + "/title",
     schemaPath: "#/properties/title/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    m === null ? m = [e] : m.push(e), h++;
   }
  }
  if (e.severity !== void 0) {
   let n = e.severity;
   if (n !== "info" && n !== "low" && n !== "medium" && n !== "high" && n !== "critical") {
    let e = {
     instancePath: t + "/severity",
     schemaPath: "#/$defs/Severity/enum",
     keyword: "enum",
     params: { allowedValues: o.enum },
     message: "must be equal to one of the allowed values"
    };
    m === null ? m = [e] : m.push(e), h++;
   }
  }
  if (e.scope !== void 0) {
   let n = e.scope;
   if (n !== "package" && n !== "step" && n !== "object" && n !== "pod" && n !== "container" && n !== "command") {
    let e = {
     instancePath: t + "/scope",
     schemaPath: "#/properties/scope/enum",
     keyword: "enum",
     params: { allowedValues: a.properties.scope.enum },
     message: "must be equal to one of the allowed values"
    };
    m === null ? m = [e] : m.push(e), h++;
   }
  }
  if (e.when !== void 0) {
   let n = e.when;
   if (typeof n == "string") {
    if (l(n) < 1) {
     let e = {
      instancePath: t + "/when",
      schemaPath: "#/properties/when/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     m === null ? m = [e] : m.push(e), h++;
    }
   } else {
    let e = {
     instancePath: t + "/when",
     schemaPath: "#/properties/when/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    m === null ? m = [e] : m.push(e), h++;
   }
  }
  if (e.message !== void 0) {
   let n = e.message;
   if (typeof n == "string") {
    if (l(n) > 1e3) {
     let e = {
      instancePath: t + "/message",
      schemaPath: "#/properties/message/maxLength",
      keyword: "maxLength",
      params: { limit: 1e3 },
      message: "must NOT have more than 1000 characters"
     };
     m === null ? m = [e] : m.push(e), h++;
    }
    if (l(n) < 1) {
     let e = {
      instancePath: t + "/message",
      schemaPath: "#/properties/message/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     m === null ? m = [e] : m.push(e), h++;
    }
   } else {
    let e = {
     instancePath: t + "/message",
     schemaPath: "#/properties/message/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    m === null ? m = [e] : m.push(e), h++;
   }
  }
  if (e.why !== void 0) {
   let n = e.why;
   if (typeof n == "string") {
    if (l(n) > 2e3) {
     let e = {
      instancePath: t + "/why",
      schemaPath: "#/properties/why/maxLength",
      keyword: "maxLength",
      params: { limit: 2e3 },
      message: "must NOT have more than 2000 characters"
     };
     m === null ? m = [e] : m.push(e), h++;
    }
    if (l(n) < 1) {
     let e = {
      instancePath: t + "/why",
      schemaPath: "#/properties/why/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     m === null ? m = [e] : m.push(e), h++;
    }
   } else {
    let e = {
     instancePath: t + "/why",
     schemaPath: "#/properties/why/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    m === null ? m = [e] : m.push(e), h++;
   }
  }
  if (e.fix !== void 0) {
   let n = e.fix;
   if (typeof n == "string") {
    if (l(n) > 2e3) {
     let e = {
      instancePath: t + "/fix",
      schemaPath: "#/properties/fix/maxLength",
      keyword: "maxLength",
      params: { limit: 2e3 },
      message: "must NOT have more than 2000 characters"
     };
     m === null ? m = [e] : m.push(e), h++;
    }
    if (l(n) < 1) {
     let e = {
      instancePath: t + "/fix",
      schemaPath: "#/properties/fix/minLength",
      keyword: "minLength",
      params: { limit: 1 },
      message: "must NOT have fewer than 1 characters"
     };
     m === null ? m = [e] : m.push(e), h++;
    }
   } else {
    let e = {
     instancePath: t + "/fix",
     schemaPath: "#/properties/fix/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    m === null ? m = [e] : m.push(e), h++;
   }
  }
  if (e.reference !== void 0) {
   let n = e.reference;
   if (typeof n == "string") {
    if (!d.test(n)) {
     let e = {
      instancePath: t + "/reference",
      schemaPath: "#/properties/reference/pattern",
      keyword: "pattern",
      params: { pattern: "^https?://\\S+$" },
      message: "must match pattern \"^https?://\\S+$\""
     };
     m === null ? m = [e] : m.push(e), h++;
    }
   } else {
    let e = {
     instancePath: t + "/reference",
     schemaPath: "#/properties/reference/type",
     keyword: "type",
     params: { type: "string" },
     message: "must be string"
    };
    m === null ? m = [e] : m.push(e), h++;
   }
  }
  if (e.tests !== void 0) {
   let n = e.tests;
   if (Array.isArray(n)) {
    if (n.length > 200) {
     let e = {
      instancePath: t + "/tests",
      schemaPath: "#/properties/tests/maxItems",
      keyword: "maxItems",
      params: { limit: 200 },
      message: "must NOT have more than 200 items"
     };
     m === null ? m = [e] : m.push(e), h++;
    }
    let e = n.length;
    for (let r = 0; r < e; r++) {
     let e = n[r];
     if (e && typeof e == "object" && !Array.isArray(e)) {
      if (e.name === void 0) {
       let e = {
        instancePath: t + "/tests/" + r,
        schemaPath: "#/$defs/RuleTest/required",
        keyword: "required",
        params: { missingProperty: "name" },
        message: "must have required property 'name'"
       };
       m === null ? m = [e] : m.push(e), h++;
      }
      if (e.input === void 0) {
       let e = {
        instancePath: t + "/tests/" + r,
        schemaPath: "#/$defs/RuleTest/required",
        keyword: "required",
        params: { missingProperty: "input" },
        message: "must have required property 'input'"
       };
       m === null ? m = [e] : m.push(e), h++;
      }
      if (e.finds === void 0) {
       let e = {
        instancePath: t + "/tests/" + r,
        schemaPath: "#/$defs/RuleTest/required",
        keyword: "required",
        params: { missingProperty: "finds" },
        message: "must have required property 'finds'"
       };
       m === null ? m = [e] : m.push(e), h++;
      }
      for (let n in e) if (n !== "name" && n !== "input" && n !== "finds") {
       let e = {
        instancePath: t + "/tests/" + r,
        schemaPath: "#/$defs/RuleTest/additionalProperties",
        keyword: "additionalProperties",
        params: { additionalProperty: n },
        message: "must NOT have additional properties"
       };
       m === null ? m = [e] : m.push(e), h++;
      }
      if (e.name !== void 0) {
       let n = e.name;
       if (typeof n == "string") {
        if (l(n) > 200) {
         let e = {
          instancePath: t + "/tests/" + r + "/name",
          schemaPath: "#/$defs/RuleTest/properties/name/maxLength",
          keyword: "maxLength",
          params: { limit: 200 },
          message: "must NOT have more than 200 characters"
         };
         m === null ? m = [e] : m.push(e), h++;
        }
        if (l(n) < 1) {
         let e = {
          instancePath: t + "/tests/" + r + "/name",
          schemaPath: "#/$defs/RuleTest/properties/name/minLength",
          keyword: "minLength",
          params: { limit: 1 },
          message: "must NOT have fewer than 1 characters"
         };
         m === null ? m = [e] : m.push(e), h++;
        }
       } else {
        let e = {
         instancePath: t + "/tests/" + r + "/name",
         schemaPath: "#/$defs/RuleTest/properties/name/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        m === null ? m = [e] : m.push(e), h++;
       }
      }
      if (e.finds !== void 0) {
       let n = e.finds;
       if (typeof n != "boolean" && typeof n != "string") {
        let e = {
         instancePath: t + "/tests/" + r + "/finds",
         schemaPath: "#/$defs/RuleTest/properties/finds/type",
         keyword: "type",
         params: { type: s.properties.finds.type },
         message: "must be boolean,string"
        };
        m === null ? m = [e] : m.push(e), h++;
       }
      }
     } else {
      let e = {
       instancePath: t + "/tests/" + r,
       schemaPath: "#/$defs/RuleTest/type",
       keyword: "type",
       params: { type: "object" },
       message: "must be object"
      };
      m === null ? m = [e] : m.push(e), h++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/tests",
     schemaPath: "#/properties/tests/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    m === null ? m = [e] : m.push(e), h++;
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
  m === null ? m = [e] : m.push(e), h++;
 }
 return f.errors = m, h === 0;
}
f.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
function p(e, { instancePath: t = "", parentData: a, parentDataProperty: o, rootData: s = e, dynamicAnchors: c = {} } = {}) {
 let u = null, d = 0, m = p.evaluated;
 if (m.dynamicProps && (m.props = void 0), m.dynamicItems && (m.items = void 0), e && typeof e == "object" && !Array.isArray(e)) {
  if (e.apiVersion === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "apiVersion" },
    message: "must have required property 'apiVersion'"
   };
   u === null ? u = [e] : u.push(e), d++;
  }
  if (e.kind === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "kind" },
    message: "must have required property 'kind'"
   };
   u === null ? u = [e] : u.push(e), d++;
  }
  if (e.metadata === void 0) {
   let e = {
    instancePath: t,
    schemaPath: "#/required",
    keyword: "required",
    params: { missingProperty: "metadata" },
    message: "must have required property 'metadata'"
   };
   u === null ? u = [e] : u.push(e), d++;
  }
  for (let n in e) if (n !== "apiVersion" && n !== "kind" && n !== "metadata" && n !== "rules" && n !== "exceptions") {
   let e = {
    instancePath: t,
    schemaPath: "#/additionalProperties",
    keyword: "additionalProperties",
    params: { additionalProperty: n },
    message: "must NOT have additional properties"
   };
   u === null ? u = [e] : u.push(e), d++;
  }
  if (e.apiVersion !== void 0 && e.apiVersion !== "v1") {
   let e = {
    instancePath: t + "/apiVersion",
    schemaPath: "#/properties/apiVersion/const",
    keyword: "const",
    params: { allowedValue: "v1" },
    message: "must be equal to constant"
   };
   u === null ? u = [e] : u.push(e), d++;
  }
  if (e.kind !== void 0 && e.kind !== "PolicyRules") {
   let e = {
    instancePath: t + "/kind",
    schemaPath: "#/properties/kind/const",
    keyword: "const",
    params: { allowedValue: "PolicyRules" },
    message: "must be equal to constant"
   };
   u === null ? u = [e] : u.push(e), d++;
  }
  if (e.metadata !== void 0) {
   let r = e.metadata;
   if (r && typeof r == "object" && !Array.isArray(r)) {
    if (r.name === void 0) {
     let e = {
      instancePath: t + "/metadata",
      schemaPath: "#/$defs/PolicyMetadata/required",
      keyword: "required",
      params: { missingProperty: "name" },
      message: "must have required property 'name'"
     };
     u === null ? u = [e] : u.push(e), d++;
    }
    for (let e in r) if (e !== "name" && e !== "description") {
     let n = {
      instancePath: t + "/metadata",
      schemaPath: "#/$defs/PolicyMetadata/additionalProperties",
      keyword: "additionalProperties",
      params: { additionalProperty: e },
      message: "must NOT have additional properties"
     };
     u === null ? u = [n] : u.push(n), d++;
    }
    if (r.name !== void 0) {
     let e = r.name;
     if (typeof e == "string") {
      if (!n.test(e)) {
       let e = {
        instancePath: t + "/metadata/name",
        schemaPath: "#/$defs/PolicyMetadata/properties/name/pattern",
        keyword: "pattern",
        params: { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$" },
        message: "must match pattern \"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$\""
       };
       u === null ? u = [e] : u.push(e), d++;
      }
     } else {
      let e = {
       instancePath: t + "/metadata/name",
       schemaPath: "#/$defs/PolicyMetadata/properties/name/type",
       keyword: "type",
       params: { type: "string" },
       message: "must be string"
      };
      u === null ? u = [e] : u.push(e), d++;
     }
    }
    if (r.description !== void 0 && typeof r.description != "string") {
     let e = {
      instancePath: t + "/metadata/description",
      schemaPath: "#/$defs/PolicyMetadata/properties/description/type",
      keyword: "type",
      params: { type: "string" },
      message: "must be string"
     };
     u === null ? u = [e] : u.push(e), d++;
    }
   } else {
    let e = {
     instancePath: t + "/metadata",
     schemaPath: "#/$defs/PolicyMetadata/type",
     keyword: "type",
     params: { type: "object" },
     message: "must be object"
    };
    u === null ? u = [e] : u.push(e), d++;
   }
  }
  if (e.rules !== void 0) {
   let n = e.rules;
   if (Array.isArray(n)) {
    if (n.length > 1e4) {
     let e = {
      instancePath: t + "/rules",
      schemaPath: "#/properties/rules/maxItems",
      keyword: "maxItems",
      params: { limit: 1e4 },
      message: "must NOT have more than 10000 items"
     };
     u === null ? u = [e] : u.push(e), d++;
    }
    let e = n.length;
    for (let r = 0; r < e; r++) f(n[r], {
     instancePath: t + "/rules/" + r,
     parentData: n,
     parentDataProperty: r,
     rootData: s,
     dynamicAnchors: c
    }) || (u = u === null ? f.errors : u.concat(f.errors), d = u.length);
   } else {
    let e = {
     instancePath: t + "/rules",
     schemaPath: "#/properties/rules/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    u === null ? u = [e] : u.push(e), d++;
   }
  }
  if (e.exceptions !== void 0) {
   let n = e.exceptions;
   if (Array.isArray(n)) {
    if (n.length > 1e4) {
     let e = {
      instancePath: t + "/exceptions",
      schemaPath: "#/properties/exceptions/maxItems",
      keyword: "maxItems",
      params: { limit: 1e4 },
      message: "must NOT have more than 10000 items"
     };
     u === null ? u = [e] : u.push(e), d++;
    }
    let e = n.length;
    for (let a = 0; a < e; a++) {
     let e = n[a];
     if (e && typeof e == "object" && !Array.isArray(e)) {
      if (e.rule === void 0) {
       let e = {
        instancePath: t + "/exceptions/" + a,
        schemaPath: "#/$defs/PolicyException/required",
        keyword: "required",
        params: { missingProperty: "rule" },
        message: "must have required property 'rule'"
       };
       u === null ? u = [e] : u.push(e), d++;
      }
      if (e.package === void 0) {
       let e = {
        instancePath: t + "/exceptions/" + a,
        schemaPath: "#/$defs/PolicyException/required",
        keyword: "required",
        params: { missingProperty: "package" },
        message: "must have required property 'package'"
       };
       u === null ? u = [e] : u.push(e), d++;
      }
      if (e.reason === void 0) {
       let e = {
        instancePath: t + "/exceptions/" + a,
        schemaPath: "#/$defs/PolicyException/required",
        keyword: "required",
        params: { missingProperty: "reason" },
        message: "must have required property 'reason'"
       };
       u === null ? u = [e] : u.push(e), d++;
      }
      if (e.owner === void 0) {
       let e = {
        instancePath: t + "/exceptions/" + a,
        schemaPath: "#/$defs/PolicyException/required",
        keyword: "required",
        params: { missingProperty: "owner" },
        message: "must have required property 'owner'"
       };
       u === null ? u = [e] : u.push(e), d++;
      }
      if (e.expires === void 0) {
       let e = {
        instancePath: t + "/exceptions/" + a,
        schemaPath: "#/$defs/PolicyException/required",
        keyword: "required",
        params: { missingProperty: "expires" },
        message: "must have required property 'expires'"
       };
       u === null ? u = [e] : u.push(e), d++;
      }
      for (let n in e) if (n !== "rule" && n !== "package" && n !== "step" && n !== "reason" && n !== "owner" && n !== "expires") {
       let e = {
        instancePath: t + "/exceptions/" + a,
        schemaPath: "#/$defs/PolicyException/additionalProperties",
        keyword: "additionalProperties",
        params: { additionalProperty: n },
        message: "must NOT have additional properties"
       };
       u === null ? u = [e] : u.push(e), d++;
      }
      if (e.rule !== void 0) {
       let n = e.rule;
       if (typeof n == "string") {
        if (l(n) < 1) {
         let e = {
          instancePath: t + "/exceptions/" + a + "/rule",
          schemaPath: "#/$defs/PolicyException/properties/rule/minLength",
          keyword: "minLength",
          params: { limit: 1 },
          message: "must NOT have fewer than 1 characters"
         };
         u === null ? u = [e] : u.push(e), d++;
        }
       } else {
        let e = {
         instancePath: t + "/exceptions/" + a + "/rule",
         schemaPath: "#/$defs/PolicyException/properties/rule/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        u === null ? u = [e] : u.push(e), d++;
       }
      }
      if (e.package !== void 0) {
       let n = e.package;
       if (typeof n == "string") {
        if (!r.test(n)) {
         let e = {
          instancePath: t + "/exceptions/" + a + "/package",
          schemaPath: "#/$defs/PolicyException/properties/package/pattern",
          keyword: "pattern",
          params: { pattern: "^[a-z0-9*?-]{1,63}$" },
          message: "must match pattern \"^[a-z0-9*?-]{1,63}$\""
         };
         u === null ? u = [e] : u.push(e), d++;
        }
       } else {
        let e = {
         instancePath: t + "/exceptions/" + a + "/package",
         schemaPath: "#/$defs/PolicyException/properties/package/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        u === null ? u = [e] : u.push(e), d++;
       }
      }
      if (e.step !== void 0) {
       let n = e.step;
       if (typeof n == "string") {
        if (l(n) < 1) {
         let e = {
          instancePath: t + "/exceptions/" + a + "/step",
          schemaPath: "#/$defs/PolicyException/properties/step/minLength",
          keyword: "minLength",
          params: { limit: 1 },
          message: "must NOT have fewer than 1 characters"
         };
         u === null ? u = [e] : u.push(e), d++;
        }
       } else {
        let e = {
         instancePath: t + "/exceptions/" + a + "/step",
         schemaPath: "#/$defs/PolicyException/properties/step/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        u === null ? u = [e] : u.push(e), d++;
       }
      }
      if (e.reason !== void 0) {
       let n = e.reason;
       if (typeof n == "string") {
        if (l(n) < 1) {
         let e = {
          instancePath: t + "/exceptions/" + a + "/reason",
          schemaPath: "#/$defs/PolicyException/properties/reason/minLength",
          keyword: "minLength",
          params: { limit: 1 },
          message: "must NOT have fewer than 1 characters"
         };
         u === null ? u = [e] : u.push(e), d++;
        }
       } else {
        let e = {
         instancePath: t + "/exceptions/" + a + "/reason",
         schemaPath: "#/$defs/PolicyException/properties/reason/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        u === null ? u = [e] : u.push(e), d++;
       }
      }
      if (e.owner !== void 0) {
       let n = e.owner;
       if (typeof n == "string") {
        if (l(n) < 1) {
         let e = {
          instancePath: t + "/exceptions/" + a + "/owner",
          schemaPath: "#/$defs/PolicyException/properties/owner/minLength",
          keyword: "minLength",
          params: { limit: 1 },
          message: "must NOT have fewer than 1 characters"
         };
         u === null ? u = [e] : u.push(e), d++;
        }
       } else {
        let e = {
         instancePath: t + "/exceptions/" + a + "/owner",
         schemaPath: "#/$defs/PolicyException/properties/owner/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        u === null ? u = [e] : u.push(e), d++;
       }
      }
      if (e.expires !== void 0) {
       let n = e.expires;
       if (typeof n == "string") {
        if (!i.test(n)) {
         let e = {
          instancePath: t + "/exceptions/" + a + "/expires",
          schemaPath: "#/$defs/PolicyException/properties/expires/pattern",
          keyword: "pattern",
          params: { pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$" },
          message: "must match pattern \"^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$\""
         };
         u === null ? u = [e] : u.push(e), d++;
        }
       } else {
        let e = {
         instancePath: t + "/exceptions/" + a + "/expires",
         schemaPath: "#/$defs/PolicyException/properties/expires/type",
         keyword: "type",
         params: { type: "string" },
         message: "must be string"
        };
        u === null ? u = [e] : u.push(e), d++;
       }
      }
     } else {
      let e = {
       instancePath: t + "/exceptions/" + a,
       schemaPath: "#/$defs/PolicyException/type",
       keyword: "type",
       params: { type: "object" },
       message: "must be object"
      };
      u === null ? u = [e] : u.push(e), d++;
     }
    }
   } else {
    let e = {
     instancePath: t + "/exceptions",
     schemaPath: "#/properties/exceptions/type",
     keyword: "type",
     params: { type: "array" },
     message: "must be array"
    };
    u === null ? u = [e] : u.push(e), d++;
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
  u === null ? u = [e] : u.push(e), d++;
 }
 return p.errors = u, d === 0;
}
p.evaluated = {
 props: !0,
 dynamicProps: !1,
 dynamicItems: !1
};
const m = { PolicyRules: t };
export { t as PolicyRules, m as validators };
