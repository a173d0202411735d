-- Asks Latchkey whether a request may be made, and leaves its answer in variables: txn.latchkey_status is 200, 401, 403,
-- 429, or 503 if there is no answer that counts.
--
--   lua-load-per-thread latchkey.lua
--   http-request lua.latchkey ADDRESS
--
-- The secret of --gateway-secret is taken from the environment: LATCHKEY_GATEWAY_SECRET.

local secret = os.getenv("LATCHKEY_GATEWAY_SECRET")

-- For one try. HAProxy makes up to four, so that a client waits for 2 s at most.
local TIMEOUT_MS = 500

-- What belongs to the client's connection or body, or is said here.
local OURS = {}
for _, name in ipairs({
    "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "content-length",
    "expect", "host", "x-forwarded-method", "x-forwarded-uri", "x-forwarded-for", "x-latchkey-gateway",
}) do
    OURS[name] = true
end

-- All others: Latchkey refuses some, as servers run another method for them, and a request with two tokens.
local function headers(txn)
    local all = {}
    for name, values in pairs(txn.http:req_get_headers()) do
        if not OURS[name] then
            local list = {}
            for _, value in pairs(values) do
                table.insert(list, value)
            end
            all[name] = list
        end
    end
    local target = txn.f:pathq() or ""
    all["x-forwarded-method"] = { txn.f:method() }
    all["x-forwarded-uri"] = { target == "" and "*" or target }
    all["x-forwarded-for"] = { tostring(txn.f:src()) }
    if secret then
        all["x-latchkey-gateway"] = { secret }
    end
    return all
end

local function ask(txn, address)
    local answer = core.httpclient():get({
        url = address .. "/gateway/forwarded",
        headers = headers(txn),
        timeout = TIMEOUT_MS,
    })
    local function header(name)
        local values = answer.headers and answer.headers[name]
        return values and values[0]
    end
    local status = answer.status
    if status == 200 and header("x-latchkey-account") then
        txn:set_var("txn.latchkey_account", header("x-latchkey-account"))
        txn:set_var("txn.latchkey_token", header("x-latchkey-token") or "-")
        txn:set_var("txn.latchkey_method", header("x-latchkey-method") or "-")
    elseif status == 401 or status == 403 or status == 429 then
        local challenge = header("www-authenticate")
        if challenge then
            txn:set_var("txn.latchkey_challenge", challenge)
        end
        txn:set_var("txn.latchkey_retry", header("retry-after") or "1")
    else
        status = 503
    end
    txn:set_var("txn.latchkey_status", status)
end

core.register_action("latchkey", { "http-req" }, ask, 1)
