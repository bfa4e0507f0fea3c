/* A Windows game that reads its pads through XInput and says what changed, a line a change. It shakes a pad
 * whose A is pressed, until A is let go. */
#include <windows.h>
#include <stdio.h>
#include <string.h>
#include <xinput.h>

#define PADS 4

/* XInputGetStateEx, which alone tells of the guide button: ordinal 100, in no header. */
typedef DWORD(WINAPI *get_state)(DWORD, XINPUT_STATE *);
typedef DWORD(WINAPI *set_state)(DWORD, XINPUT_VIBRATION *);

static void say(const char *line) {
    DWORD written;
    WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), line, (DWORD)strlen(line), &written, NULL);
}

static void changed(int pad, const XINPUT_GAMEPAD *now) {
    char line[160];
    snprintf(line, sizeof line, "pad %d buttons %04x triggers %d %d left %d %d right %d %d\n", pad, now->wButtons,
             now->bLeftTrigger, now->bRightTrigger, now->sThumbLX, now->sThumbLY, now->sThumbRX, now->sThumbRY);
    say(line);
}

/* Each pad shakes with a strength of its own. */
static void shake(int pad, WORD was, WORD is, set_state set) {
    if (!((was ^ is) & XINPUT_GAMEPAD_A)) {
        return;
    }
    XINPUT_VIBRATION vibration = {0, 0};
    if (is & XINPUT_GAMEPAD_A) {
        vibration.wLeftMotorSpeed = (WORD)(0x1000 * (pad + 1));
        vibration.wRightMotorSpeed = (WORD)(0x8000 + 0x1000 * pad);
    }
    char line[80];
    snprintf(line, sizeof line, "pad %d rumble %lu\n", pad, set(pad, &vibration));
    say(line);
}

static LRESULT CALLBACK window(HWND w, UINT message, WPARAM wide, LPARAM lng) {
    if (message == WM_DESTROY) {
        PostQuitMessage(0);
    }
    return DefWindowProcA(w, message, wide, lng);
}

int WINAPI WinMain(HINSTANCE instance, HINSTANCE before, LPSTR words, int show) {
    (void)before, (void)words, (void)show;
    HMODULE xinput = LoadLibraryA("xinput1_4.dll");
    get_state get = xinput ? (get_state)(void *)GetProcAddress(xinput, (LPCSTR)100) : NULL;
    set_state set = xinput ? (set_state)(void *)GetProcAddress(xinput, "XInputSetState") : NULL;
    if (!get || !set) {
        say("no XInput\n");
        return 1;
    }
    WNDCLASSA kind = {.lpfnWndProc = window,
                      .hInstance = instance,
                      .hbrBackground = (HBRUSH)(COLOR_HIGHLIGHT + 1),
                      .lpszClassName = "pads"};
    RegisterClassA(&kind);
    if (!CreateWindowA("pads", "pads", WS_POPUP | WS_VISIBLE, 0, 0, 320, 240, NULL, NULL, instance, NULL)) {
        say("no window\n");
        return 1;
    }
    say("ready on XInput\n");
    BOOL there[PADS] = {FALSE};
    XINPUT_STATE before_this[PADS] = {0};
    for (;;) {
        MSG message;
        while (PeekMessageA(&message, NULL, 0, 0, PM_REMOVE)) {
            if (message.message == WM_QUIT) {
                return 0;
            }
            DispatchMessageA(&message);
        }
        for (int pad = 0; pad < PADS; pad++) {
            XINPUT_STATE now = {0};
            BOOL found = get(pad, &now) == ERROR_SUCCESS;
            if (found != there[pad]) {
                char line[40];
                snprintf(line, sizeof line, "pad %d %s\n", pad, found ? "added" : "removed");
                say(line);
                there[pad] = found;
            }
            if (memcmp(&now.Gamepad, &before_this[pad].Gamepad, sizeof now.Gamepad)) {
                changed(pad, &now.Gamepad);
                shake(pad, before_this[pad].Gamepad.wButtons, now.Gamepad.wButtons, set);
            }
            before_this[pad] = now;
        }
        MsgWaitForMultipleObjects(0, NULL, FALSE, 8, QS_ALLINPUT);
    }
}
